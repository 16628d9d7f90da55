import { statedDigest } from "../../shared/domain/image.ts";
import type { FirelensPlace } from "../../shared/domain/log.ts";
import type { ContainerLogs, ContainerSnapshot } from "../../shared/domain/rollout.ts";
import type { ContainerDefinition, TaskDefinition } from "../../shared/domain/service-state.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { LogGroups } from "../../shared/ports/logs.ts";

/** What the task definition does not say of where lines go. */
export interface LogPlaces {
  /** The service's Region. */
  readonly region: string;
  readonly firelens?: FirelensPlace;
}

/** The task definition's containers with what matters later: where their lines go, and in which log class. */
export async function containerSnapshots(
  logGroups: LogGroups,
  definition: TaskDefinition | undefined,
  places: LogPlaces,
): Promise<readonly ContainerSnapshot[]> {
  return Promise.all(
    (definition?.containers ?? []).map(async ({ name, image, essential, hasHealthCheck, ...rest }) => {
      const logs = await logsOf(logGroups, rest, places);
      const released = statedDigest({ image, ...rest });
      return {
        name,
        image,
        essential,
        hasHealthCheck,
        ...(logs !== undefined && { logs }),
        ...(released !== undefined && { released }),
      };
    }),
  );
}

async function logsOf(
  logGroups: LogGroups,
  { logDriver, logOptions }: Pick<ContainerDefinition, "logDriver" | "logOptions">,
  places: LogPlaces,
): Promise<ContainerLogs | undefined> {
  if (logDriver === undefined) return undefined;
  if (logDriver === "awsfirelens" && places.firelens !== undefined) {
    const { group, region = places.region } = places.firelens;
    const logClass = await classOrUnknown(logGroups, group, region);
    return { driver: logDriver, group, region, ...(logClass !== undefined && { logClass }) };
  }
  if (logDriver !== "awslogs") return { driver: logDriver };
  const group = logOptions["awslogs-group"];
  const region = logOptions["awslogs-region"] ?? places.region;
  const logClass = group === undefined ? undefined : await classOrUnknown(logGroups, group, region);
  const options = {
    streamPrefix: logOptions["awslogs-stream-prefix"],
    mode: logOptions["mode"],
    maxBufferSize: logOptions["max-buffer-size"],
    group,
    logClass,
  };
  return {
    driver: logDriver,
    region,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}

/**
 * Without an answer, or when the group is created with its first line, the class stays unknown and counts as Standard: a tail that
 * is then refused is replaced by Insights, while a validation that waited here for the class would see nothing at all.
 */
async function classOrUnknown(logGroups: LogGroups, group: string, region: string): Promise<string | undefined> {
  try {
    return await logGroups.logClass(group, region);
  } catch (error) {
    if (error instanceof ValidatorError) return undefined;
    throw error;
  }
}
