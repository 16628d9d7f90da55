import { milliseconds } from "../shared/domain/time.ts";
import { eventSource } from "../shared/schema/verdict-event.ts";
import { serviceArn } from "./ecs/place.ts";
import type { EventEnvelope } from "./events/envelope.ts";
import type { Captured } from "./platform.ts";
import { compare, type DeployOutcome, type ExpectationResult } from "./scenario/compare.ts";
import type { ReadScenario } from "./scenario/read-scenario.ts";
import { sinceDeploy } from "./scenario/stage.ts";
import type { PublishedMessage } from "./sns/simulated-sns.ts";
import { type Counts, counts } from "./world/counts.ts";
import { settled } from "./world/evidence.ts";
import type { PostedState } from "./world/gitlab.ts";
import { openWorld, type World, type WorldOptions } from "./world/open-world.ts";
import { shippedHandlers } from "./world/shipped-handlers.ts";

export type SimulationOptions = Partial<WorldOptions>;

/** What came out of a scenario. */
export interface SimulationOutcome {
  /** One for each deploy of the timeline, in order. */
  readonly deploys: readonly (DeployOutcome & { readonly deploymentId: string; readonly release: string })[];
  /** What was expected and what came; nothing is proven by an empty list. */
  readonly expectations: readonly ExpectationResult[];
  /** Every expectation was met, and the simulation itself made no mistake. */
  readonly passed: boolean;
  /** Every status that GitLab took. */
  readonly posted: readonly PostedState[];
  /** Every event that the validator put on the bus, in order. */
  readonly announced: readonly EventEnvelope[];
  /** Every message that the topic took. */
  readonly notified: readonly PublishedMessage[];
  readonly executions: readonly {
    readonly name: string;
    readonly status: string;
    readonly transitions: number;
    readonly error?: string;
    readonly cause?: string;
  }[];
  readonly counts: Counts;
  /** Virtual seconds from the first deploy to the end. */
  readonly seconds: number;
  readonly captured: Captured;
  /** Events that never found a handler, and errors of the simulation itself. */
  readonly troubles: readonly string[];
}

/** Plays a scenario through the workflow and the functions, and compares what came out with what it expects. */
export async function simulate(read: ReadScenario, options: SimulationOptions = {}): Promise<SimulationOutcome> {
  const world = await openWorld(read, { handlers: shippedHandlers, ...options });
  try {
    await world.play();
    return await outcomeOf(world);
  } finally {
    world.close();
  }
}

/** Reads what came out of a world that has played. */
export async function outcomeOf(world: World): Promise<SimulationOutcome> {
  const { stage, surroundings, validator, captured } = world;
  const { scenario } = stage;
  const deploys = await settled(world.time, deployOutcomes(world));
  const expectations = [scenario.expect, ...scenario.alsoExpect].flatMap((expectation) => {
    const deploy = deploys[expectation.deploy - 1];
    if (!deploy)
      throw new Error(`The scenario expects something of deploy ${expectation.deploy}, which never took place.`);
    return compare(expectation, deploy);
  });
  const troubles = [
    ...world.network.defects.map(({ message, cause }) => `${message} ${cause instanceof Error ? cause.message : ""}`),
    ...validator.failures().map((failure) => `${failure.function} gave up an event: ${failure.error}`),
    ...validator.bus.deadLetters.map(({ rule, error }) => `rule ${rule} gave up an event: ${error}`),
  ];
  return {
    deploys,
    expectations,
    passed: expectations.length > 0 && expectations.every(({ passed }) => passed) && world.network.defects.length === 0,
    posted: surroundings.gitlab.posted,
    announced: validator.bus.events.filter(({ source }) => source === eventSource),
    notified: surroundings.sns.published,
    executions: validator.machine.executions.map(({ name, status, transitions, error, cause }) => ({
      name,
      status,
      transitions,
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    })),
    counts: counts(world),
    seconds: sinceDeploy(stage),
    captured,
    troubles,
  };
}

async function deployOutcomes({ stage, evidence, surroundings, time }: World): Promise<SimulationOutcome["deploys"]> {
  const arn = serviceArn(stage.cluster.state().place, stage.scenario.service.name);
  const deployedAt = milliseconds(time.clock.now()) - sinceDeploy(stage) * 1000;
  return Promise.all(
    stage.deploys.slice(1).map(async ({ number, release }) => {
      const deploymentId = `ecs-svc/${number}`;
      const dossier = await evidence.dossier({ serviceArn: arn, deploymentId });
      const at = dossier?.record.verdict?.at;
      return {
        deploymentId,
        release: release.id,
        dossier,
        posted: surroundings.gitlab.posted.filter(({ sha }) => sha === release.commit),
        verdictSeconds: at === undefined ? undefined : (milliseconds(at) - deployedAt) / 1000,
      };
    }),
  );
}
