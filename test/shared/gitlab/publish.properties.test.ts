import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommitState, StatusIntent, StatusPhase } from "../../../shared/domain/commit-status.ts";
import { gitlabStatuses } from "../../../shared/gitlab/publish.ts";
import { compareSequence } from "../../../shared/gitlab/sequence.ts";
import { aCommit, aStatusIntent } from "../../builders/a-status-intent.ts";
import { aGitlab, aJumpingClock, aToken, callNames, secretOf } from "../../builders/gitlab-bench.ts";
import { memoryStatusRecords } from "../../builders/memory-status-records.ts";
import { crashingRecords, type Trouble, troubledGitlab, troubles } from "../../builders/troubled-gitlab.ts";

interface Step {
  readonly intent: number;
  readonly posts: readonly Trouble[];
  readonly looks: readonly Trouble[];
  readonly crashAt: number | undefined;
  readonly pause: number;
}

interface Story {
  readonly verdicts: readonly CommitState[];
  readonly steps: readonly Step[];
  readonly hasPipeline: boolean;
  readonly acceptsRepeats: boolean;
  readonly order: readonly number[];
}

/** Up to three validations, each with a running, perhaps a sweeper's end, and a verdict; delivered in any order, any number of times. */
function aStory(possible: readonly Trouble[], canCrash: boolean): fc.Arbitrary<Story> {
  const step = fc.record({
    intent: fc.nat({ max: 8 }),
    posts: fc.array(fc.constantFrom(...possible), { maxLength: 3 }),
    looks: fc.array(fc.constantFrom(...possible), { maxLength: 3 }),
    crashAt: canCrash ? fc.option(fc.nat({ max: 4 }), { nil: undefined }) : fc.constant(undefined),
    pause: fc.constantFrom(0, 1, 5, 30, 130),
  });
  return fc.record({
    verdicts: fc.array(fc.constantFrom<CommitState>("success", "failed", "canceled"), { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { maxLength: 12 }),
    hasPipeline: fc.boolean(),
    acceptsRepeats: fc.boolean(),
    order: fc.array(fc.nat({ max: 8 }), { maxLength: 9 }),
  });
}

function intentsOf({ verdicts }: Story): readonly StatusIntent[] {
  const first = aStatusIntent().attempt;
  return verdicts.flatMap((state, attempt) => {
    const of = (phase: StatusPhase, shown: CommitState): StatusIntent =>
      aStatusIntent({ attempt: first + attempt, phase, state: shown, description: `${attempt}.${phase}` });
    return [of("running", "running"), of("verdict", state)];
  });
}

/** Plays a story, then lets every intent that anybody asked for through undisturbed. */
async function play(story: Story) {
  const clock = aJumpingClock();
  const gitlab = aGitlab(clock, { acceptsRepeats: story.acceptsRepeats });
  if (story.hasPipeline) gitlab.addPipeline({ projectId: 77, sha: aCommit, ref: "main", source: "push" });
  const line = troubledGitlab(gitlab.server, clock);
  const memory = memoryStatusRecords(clock);
  const crashing = crashingRecords(memory);
  const thrown: unknown[] = [];
  const statuses = gitlabStatuses({
    fetch: line.fetch,
    records: crashing.records,
    secrets: secretOf(() => aToken),
    secretFor: () => "gitlab-token",
    owner: callNames(),
    random: () => 0.5,
    clock,
  });
  const intents = intentsOf(story);
  const asked = new Set<StatusIntent>();
  for (const step of story.steps) {
    const intent = intents[step.intent % intents.length] ?? aStatusIntent();
    asked.add(intent);
    line.expect(step);
    crashing.crashAt(step.crashAt);
    await statuses.publish(intent).catch((error: unknown) => void thrown.push(error));
    crashing.crashAt(undefined);
    clock.pass(step.pause);
  }
  line.expect({ posts: [], looks: [] });
  clock.pass(130);
  await line.settle();
  const last = [...story.order.flatMap((index) => [...asked][index] ?? []), ...asked];
  for (const intent of last) await statuses.publish(intent);
  return { asked, gitlab, line, memory, thrown };
}

function newest(asked: ReadonlySet<StatusIntent>): StatusIntent | undefined {
  return [...asked].sort((left, right) => compareSequence(right, left))[0];
}

const all = aStory(troubles, true);

describe("publishing under trouble", () => {
  it("ends with the newest intent as the one latest row", async () => {
    await fc.assert(
      fc.asyncProperty(all, async (story) => {
        const { asked, gitlab } = await play(story);

        const latest = gitlab.rows().filter(({ retried }) => !retried);
        const wanted = newest(asked);
        expect(latest.map(({ status }) => status)).toEqual(wanted === undefined ? [] : [wanted.state]);
        // GitLab never changes the text of a running row, so two attempts in a row may share it.
        if (wanted !== undefined && wanted.phase === "verdict") expect(latest[0]?.description).toBe(wanted.description);
      }),
      { numRuns: 100 },
    );
  });

  it("never lets an earlier state follow a later one", async () => {
    await fc.assert(
      fc.asyncProperty(all, async (story) => {
        const { line } = await play(story);

        expect(line.written).toEqual([...line.written].sort());
      }),
      { numRuns: 100 },
    );
  });

  it("writes each intent at most once, and once more for each post that arrived late", async () => {
    await fc.assert(
      fc.asyncProperty(all, async (story) => {
        const { line } = await play(story);

        expect(line.written.length - line.lateArrivals()).toBeLessThanOrEqual(new Set(line.written).size);
      }),
      { numRuns: 100 },
    );
  });

  it("adds no row for a duplicate, a lost answer or a crash", async () => {
    const prompt = troubles.filter((trouble) => !trouble.startsWith("late"));
    await fc.assert(
      fc.asyncProperty(aStory(prompt, true), async (story) => {
        const { gitlab, line } = await play(story);

        expect(line.written).toEqual([...new Set(line.written)]);
        expect(gitlab.rows().length).toBeLessThanOrEqual(new Set(line.written).size);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps the token out of errors and records", async () => {
    await fc.assert(
      fc.asyncProperty(all, async (story) => {
        const { memory, thrown } = await play(story);

        const texts = thrown.map((error) =>
          error instanceof Error ? `${error.stack} ${String(error.cause)}` : String(error),
        );
        expect(JSON.stringify([...memory.all, texts])).not.toContain(aToken);
      }),
      { numRuns: 100 },
    );
  });
});
