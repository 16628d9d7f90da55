import { lastSegment } from "../../local/ecs/place.ts";
import type { ReadScenario } from "../../local/scenario/read-scenario.ts";
import { outcomeOf, type SimulationOutcome } from "../../local/simulation.ts";
import { openWorld, type World, type WorldOptions } from "../../local/world/open-world.ts";
import { shippedHandlers } from "../../local/world/shipped-handlers.ts";
import type { CommitState } from "../../shared/domain/commit-status.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { type LineFact, routedLines, type WrittenRecord } from "./routed-lines.ts";
import { follower, type Visit } from "./visits.ts";

/** What really happened in a simulated world, whatever the validator saw of it. */
export interface WorldFacts {
  /** Deployment ids whose service deployment went, or is going, back to an older revision. */
  readonly rolledBack: readonly string[];
  readonly tasks: readonly TaskFact[];
  /** Deployment events that the validator was given and did not give up; none where events are lost on their way. */
  readonly signals: readonly SignalFact[];
  readonly lines: readonly LineFact[];
  /** The row that GitLab shows for each status name of a commit. */
  readonly rows: readonly StatusRow[];
  /** What came of following the link of each status, in order. */
  readonly visits: readonly Visit[];
  /** False when a fault struck the secrets, the links' key among them. */
  readonly keyAnswers: boolean;
  /** False when GitLab, or the token for it, could not be reached until the end: its rows then owe nothing. */
  readonly gitlabAnswers: boolean;
}

interface SignalFact {
  readonly id: string;
  readonly name: string;
  readonly deploymentId: string;
}

interface TaskFact {
  readonly id: string;
  readonly deploymentId: string;
  readonly createdAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly stoppedAt?: Instant | undefined;
}

interface StatusRow {
  readonly sha: string;
  readonly name: string;
  readonly state: CommitState;
  readonly description: string;
}

/** A scenario that was played to its end. */
export interface Played {
  readonly outcome: SimulationOutcome;
  readonly facts: WorldFacts;
}

export interface PlayOptions extends Partial<WorldOptions> {
  readonly gitlabAnswers?: boolean;
}

/** Plays a scenario with the shipped functions, and keeps both what the validator made of it and what happened. */
export async function play(
  read: ReadScenario,
  { gitlabAnswers = true, ...options }: PlayOptions = {},
): Promise<Played> {
  const { onPosted, visits } = follower(() => world);
  const world = await openWorld(read, { handlers: shippedHandlers, evidencePage: true, onPosted, ...options });
  try {
    await world.play();
    const outcome = await outcomeOf(world);
    const keyAnswers = !Object.keys(outcome.counts.faults).some((fault) => fault.startsWith("secretsmanager:"));
    return { outcome, facts: { ...factsOf(world, gitlabAnswers), visits: await visits(), keyAnswers } };
  } finally {
    world.close();
  }
}

function factsOf(
  { stage, surroundings, validator }: World,
  gitlabAnswers: boolean,
): Omit<WorldFacts, "visits" | "keyAnswers"> {
  const state = stage.cluster.state();
  const { region, name } = stage.scenario.service;
  const tailLag = (stage.scenario.logs.tailLag ?? 2) * 1000;
  return {
    rolledBack: (state.services[name]?.serviceDeployments ?? [])
      .filter(({ status }) => status.startsWith("ROLLBACK_"))
      .map(({ number }) => `ecs-svc/${number}`),
    tasks: Object.values(state.tasks).map(({ arn, startedBy, createdAt, startedAt, stoppedAt }) => ({
      id: lastSegment(arn),
      deploymentId: startedBy,
      createdAt,
      startedAt,
      stoppedAt,
    })),
    signals: stage.scenario.events.lost === undefined ? signalsOf(validator) : [],
    lines: linesOf(
      surroundings.logs.written(region).map(({ stream, ingestedAt, text }) => {
        return { stream, readableAt: new Date(ingestedAt + tailLag).toISOString(), text };
      }),
      stage,
    ),
    rows: surroundings.gitlab.gitlab
      .rows()
      .filter(({ kind, retried }) => kind === "external" && !retried)
      .map(({ sha, name: row, status, description }) => ({
        sha,
        name: row,
        state: status,
        description: description ?? "",
      })),
    gitlabAnswers,
  };
}

function signalsOf({ bus, failures }: World["validator"]): readonly SignalFact[] {
  const givenUp = new Set([...bus.deadLetters.map(({ event }) => event), ...failures().map(({ payload }) => payload)]);
  return bus.events
    .filter((event) => event["detail-type"] === "ECS Deployment State Change" && !givenUp.has(event))
    .map(({ id, detail }) => ({
      id,
      name: String(detail["eventName"]),
      deploymentId: String(detail["deploymentId"]),
    }));
}

function linesOf(
  written: readonly (WrittenRecord & { readonly stream: string })[],
  stage: World["stage"],
): readonly LineFact[] {
  const { containers } = stage.scenario.service;
  const routed = routedLines(
    written,
    containers.filter(({ logs }) => logs.driver === "awsfirelens").map(({ name }) => name),
  );
  return written.map(
    ({ stream, readableAt, text }, index) => routed[index] ?? { ...ownerOf(stream, stage), readableAt, text },
  );
}

/** Whose lines a stream holds: `prefix/container/task`, or the Docker id of a task's n-th container where no prefix is set. */
function ownerOf(stream: string, { scenario }: World["stage"]): Pick<LineFact, "taskId" | "container"> {
  const [container, taskId] = stream.split("/").slice(-2);
  if (container !== undefined && taskId !== undefined) return { taskId, container };
  const [id = "", index] = stream.split("-");
  return { taskId: id, container: scenario.service.containers[Number(index) - 1]?.name ?? "" };
}
