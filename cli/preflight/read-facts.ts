import { ValidatorError } from "../../shared/errors.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import type { DefinitionFacts, LogGroupFacts, PreflightFacts, Read, ServiceFacts } from "./facts.ts";
import type { PreflightPorts } from "./ports.ts";
import type { Target } from "./target.ts";

/** Reads everything about a service; what cannot be read is part of the answer. */
export async function readFacts(
  ports: PreflightPorts,
  target: Target,
  service: ServiceFacts,
): Promise<Omit<PreflightFacts, "now">> {
  const { arn, taskDefinitionArn, alarms } = service;
  const [deployments, definition, registered, profile, states, logReach, insights, siblings] = await Promise.all([
    reading(() => (service.controller === "ECS" ? ports.deployments(arn) : [])),
    reading(async () => (taskDefinitionArn === undefined ? undefined : ports.definition(taskDefinitionArn))),
    reading(async () => (taskDefinitionArn === undefined ? undefined : ports.registered(arn, taskDefinitionArn))),
    reading(() => ports.profile(target)),
    reading(() => (alarms.enable && alarms.names.length > 0 ? ports.alarms(alarms.names) : [])),
    reading(() => ports.logReach()),
    reading(() => ports.insights(target.cluster)),
    reading(() => ports.siblings(target)),
  ]);
  const { resolved, ...names } = resolveProfile(profile.value, service.name);
  const { region = service.region, group } = resolved.firelens ?? {};
  const firelens = group === undefined ? undefined : { group, region };
  return {
    service,
    deployments,
    definition,
    registered,
    profile,
    resolved,
    ...names,
    logGroups: await logGroupsOf(ports, definition.value, { region: service.region, firelens }),
    alarms: states,
    logReach,
    insights,
    siblings,
  };
}

async function reading<Value>(ask: () => Value | Promise<Value>): Promise<Read<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return { unread: error.message, isDenied: error.name === "AccessDenied" };
  }
}

interface Places {
  /** The service's. */
  readonly region: string;
  /** As the profile names it. */
  readonly firelens: { readonly group: string; readonly region: string } | undefined;
}

/** The groups of all containers that log through awslogs, or through FireLens where the profile says whereto. */
async function logGroupsOf(
  { logClass }: PreflightPorts,
  definition: DefinitionFacts | undefined,
  { region: serviceRegion, firelens }: Places,
): Promise<readonly LogGroupFacts[]> {
  const places = (definition?.containers ?? []).flatMap(({ name, logDriver, logOptions }) => {
    if (logDriver === "awsfirelens") return firelens === undefined ? [] : [{ container: name, ...firelens }];
    const group = logOptions["awslogs-group"];
    if (logDriver !== "awslogs" || group === undefined) return [];
    return [{ container: name, group, region: logOptions["awslogs-region"] ?? serviceRegion }];
  });
  return Promise.all(
    places.map(async ({ container, group, region }) => ({
      container,
      group,
      region,
      logClass: await reading(() => logClass(group, region)),
    })),
  );
}
