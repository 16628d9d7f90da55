import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import { type ClusterState, service, type Transition, withService } from "./cluster-state.ts";
import type { HookRecord } from "./native-rollout.ts";
import { currentServiceDeployment, withCurrent } from "./service-deployment.ts";

/** The stages of a native blue/green, linear or canary rollout, in their order (docs/facts/ecs.md 5.2). */
export const lifecycleStages = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
  "BAKE_TIME",
  "CLEAN_UP",
] as const;
export type LifecycleStage = (typeof lifecycleStages)[number];

/** No hook can be put on these (docs/facts/ecs.md 5.2). */
export const withoutHooks = new Set<string>(["SCALE_UP", "BAKE_TIME", "CLEAN_UP"]);

/** A stage lasts at most this long (docs/facts/ecs.md 5.2). */
const longestStageSeconds = 86_400;

export interface StageChange {
  readonly stage: LifecycleStage;
  readonly test?: number | undefined;
  readonly production?: number | undefined;
  readonly hook?: HookRecord["status"] | undefined;
}

/** The rollout enters a stage, or goes on in it: other weights, another state of its hook. No event tells it. Throws for what ECS never does. */
export function enterStage(
  state: ClusterState,
  name: string,
  { change, at }: { change: StageChange; at: Instant },
): Transition {
  const before = service(state, name);
  const { lifecycle, status } = currentServiceDeployment(before);
  if (lifecycle === undefined) throw new Error("A rolling deployment has no lifecycle stages.");
  const order: readonly string[] = lifecycleStages;
  if (order.indexOf(change.stage) < order.indexOf(lifecycle.stage) && status === "IN_PROGRESS")
    throw new Error(`The stage ${change.stage} does not come after ${lifecycle.stage}.`);
  if (change.hook !== undefined && !before.kind.strategy.hooks.includes(change.stage))
    throw new Error(`The stage ${change.stage} has no lifecycle hook.`);
  const weights = {
    test: change.test ?? lifecycle.weights.test,
    production: change.production ?? lifecycle.weights.production,
  };
  const hook = change.hook && {
    id: `hook-${change.stage.toLowerCase()}`,
    status: change.hook,
    expiresAt: addSeconds(at, longestStageSeconds),
  };
  const hooks = [...lifecycle.hooks.filter(({ id }) => id !== hook?.id), ...(hook ? [hook] : [])];
  const after = withCurrent(before, (current) => ({
    ...current,
    updatedAt: at,
    lifecycle: { stage: change.stage, weights, hooks },
  }));
  return { state: withService(state, after), events: [] };
}
