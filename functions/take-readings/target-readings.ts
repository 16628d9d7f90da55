import type { TargetHealthReading } from "../../shared/domain/readings.ts";
import type { Taken, TakeReadingsPorts } from "./taken.ts";
import { troubleOf } from "./trouble-of.ts";

type Ports = Pick<TakeReadingsPorts, "targetGroups" | "ecs" | "clock">;

/** The name of the reading where no target group is known. */
const unnamed = "load balancer";

/** The targets of every target group that the service names now. */
export async function targetReadings(ports: Ports, serviceArn: string): Promise<readonly Taken[]> {
  try {
    const service = await ports.ecs.service(serviceArn);
    const arns = service?.targetGroups ?? [];
    if (arns.length > 0) return await Promise.all(arns.map((arn) => targetReading(ports, arn)));
    const problem = service === undefined ? "the service is not there any more" : "the service names no target group";
    return [notRead(ports, { problem })];
  } catch (error) {
    return [notRead(ports, troubleOf(error))];
  }
}

async function targetReading(ports: Ports, arn: string): Promise<Taken> {
  try {
    const targets = await ports.targetGroups.targets(arn);
    return { reading: { ...empty(ports), name: nameOf(arn), arn, targets } };
  } catch (error) {
    return notRead(ports, troubleOf(error), arn);
  }
}

function notRead(ports: Ports, { problem, ...passing }: ReturnType<typeof troubleOf>, arn = ""): Taken {
  const name = arn === "" ? unnamed : nameOf(arn);
  return { reading: { ...empty(ports), name, arn, targets: [], problem }, ...passing };
}

function empty({ clock }: Ports): Pick<TargetHealthReading, "of" | "at"> {
  return { of: "target-health", at: clock.now() };
}

/** `bf-manage-core` of `arn:aws:elasticloadbalancing:...:targetgroup/bf-manage-core/73e2d6bc24d8a067`. */
function nameOf(arn: string): string {
  return arn.split("/")[1] ?? arn;
}
