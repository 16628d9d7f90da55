import type { TimelineEntry } from "./evidence.ts";
import type { LifecycleHook, ServiceDeployment } from "./service-state.ts";
import type { Instant } from "./time.ts";

/** Hooks that ECS waits for; what comes of them is nothing that a clock of ours can say. */
const waiting = new Set(["IN_PROGRESS", "AWAITING_ACTION"]);

/** The lifecycle hook that keeps the rollout from going on, if any. */
export function awaitedHook(deployment: ServiceDeployment | undefined): LifecycleHook | undefined {
  return deployment?.hooks?.find(({ status }) => waiting.has(status));
}

/** Where the rollout stands, e.g. `IN_PROGRESS in BAKE_TIME with 100% of the traffic`; the status alone when it has no stages or is over. */
export function progressText(deployment: ServiceDeployment): string {
  const { status, lifecycleStage, finishedAt } = deployment;
  if (lifecycleStage === undefined || finishedAt !== undefined) return status;
  const hook = awaitedHook(deployment);
  const until = hook?.expiresAt === undefined ? "" : ` until ${hook.expiresAt}`;
  const waits = hook === undefined ? "" : `, waiting for lifecycle hook ${hook.id}${until}`;
  const production = deployment.trafficWeights?.production;
  return `${status} in ${lifecycleStage}${production === undefined ? "" : ` with ${production}% of the traffic`}${waits}`;
}

/** What changed in the stages, traffic weights and hooks of a native blue/green, linear or canary rollout. */
export function lifecycleEntries(
  before: ServiceDeployment | undefined,
  after: ServiceDeployment | undefined,
  at: Instant,
): readonly TimelineEntry[] {
  if (after?.lifecycleStage === undefined) return [];
  const stage = stageText(after);
  const hooks = (after.hooks ?? []).filter(
    ({ id, status }) => before?.hooks?.find((known) => known.id === id)?.status !== status,
  );
  return [
    ...(before?.lifecycleStage !== undefined && stageText(before) === stage
      ? []
      : [{ at, id: `stage#${stage}`, text: `stage ${stage}` }]),
    ...hooks.map(({ id, status }) => ({ at, id: `hook#${id}#${status}`, text: `lifecycle hook ${id}: ${status}` })),
  ];
}

function stageText({ lifecycleStage, trafficWeights }: ServiceDeployment): string {
  const { test, production } = trafficWeights ?? {};
  const weights = [
    production !== undefined && `${production}% of the traffic`,
    test !== undefined && test > 0 && `${test}% of the test traffic`,
  ].filter((text) => typeof text === "string");
  return [lifecycleStage ?? "", ...(weights.length > 0 ? [weights.join(", ")] : [])].join(": ");
}
