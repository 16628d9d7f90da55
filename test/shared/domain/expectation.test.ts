import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectation, type Quorum } from "../../../shared/domain/expectation.ts";
import type { RolloutFacts } from "../../../shared/domain/facts.ts";
import type { LogHit } from "../../../shared/domain/log.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask, theFacts } from "../../builders/a-task.ts";
import { aCoverage, aLogHit } from "../../builders/log-evidence.ts";

/** An expected line that may take 3 minutes; the first task runs at second 10. */
function state(quorum: Quorum, hits: readonly LogHit[], facts: Partial<RolloutFacts> = {}, blindSeconds = 0) {
  const coverage = aCoverage(at(100), { blindSeconds });
  return expectation({ quorum, within: 180 }, { hits, facts: theFacts(facts), coverage });
}

const early = aLogHit({ at: at(15) });
const second = aLogHit({ at: at(16), taskId: "t2" });
const late = aLogHit({ at: at(191) });

describe("a line that any task may log", () => {
  it.each([
    { what: "no line is missing", hits: [], status: "missing", inTime: 0, tooLate: 0 },
    { what: "a late line is missing", hits: [late], status: "missing", inTime: 0, tooLate: 1 },
    {
      what: "a line at the last moment is seen",
      hits: [aLogHit({ at: at(190) })],
      status: "seen",
      inTime: 1,
      tooLate: 0,
    },
    { what: "one line is seen", hits: [early], status: "seen", inTime: 1, tooLate: 0 },
    { what: "several lines are seen", hits: [late, second, early], status: "seen", inTime: 2, tooLate: 1 },
  ])("$what", ({ hits, status, inTime, tooLate }) => {
    const found = state("any-task", hits);

    expect(found).toMatchObject({ status, wanted: 1, deadline: at(190) });
    expect([found.hits.length, found.late.length]).toEqual([inTime, tooLate]);
  });

  it("has no deadline while no task runs, and may be seen before", () => {
    expect(state("any-task", [late], { tasks: [] })).toEqual({
      status: "seen",
      hits: [late],
      late: [],
      wanted: 1,
      owing: [],
    });
  });

  it("may take longer when no reader could look for a while", () => {
    expect(state("any-task", [late], {}, 1)).toMatchObject({ status: "seen", deadline: at(191) });
  });
});

describe("a line that must come exactly once", () => {
  it.each([
    { what: "none is missing", hits: [], status: "missing", shown: 0 },
    { what: "a late one is missing", hits: [late], status: "missing", shown: 0 },
    { what: "one is seen", hits: [early], status: "seen", shown: 1 },
    { what: "two of one task are too many", hits: [early, aLogHit({ at: at(20) })], status: "exceeded", shown: 2 },
    { what: "one each of two tasks is too many", hits: [second, early], status: "exceeded", shown: 2 },
    { what: "a late second one is too many", hits: [early, late], status: "exceeded", shown: 2 },
  ])("$what", ({ hits, status, shown }) => {
    const found = state("exactly-once", hits);

    expect(found.status).toBe(status);
    expect(found.hits).toHaveLength(shown);
  });
});

describe("a line that every task must log", () => {
  const slow = aTask({ startedAt: at(60) }, "t2");

  it.each([
    { what: "none is missing", hits: [], status: "missing", deadline: at(190) },
    {
      what: "one of two is missing, due by its own start",
      hits: [early],
      facts: { tasks: [aTask(), slow] },
      status: "missing",
      deadline: at(240),
    },
    { what: "a late one is missing", hits: [late, second], status: "missing", deadline: at(190) },
    {
      what: "another task's line pays for nobody",
      hits: [early, aLogHit({ at: at(20) })],
      status: "missing",
      deadline: at(190),
    },
    { what: "both are seen", hits: [second, early], status: "seen" },
    {
      what: "a slow task's line is in time by its own start",
      hits: [early, aLogHit({ at: at(239), taskId: "t2" })],
      facts: { tasks: [aTask(), slow] },
      status: "seen",
    },
    { what: "a task that is still to start owes it", hits: [early], facts: { tasks: [aTask()] }, status: "missing" },
    {
      what: "a task that stopped owes nothing",
      hits: [early, second],
      facts: { tasks: [aTask(), aTask({}, "t2"), aCrashedTask({}, "t3")] },
      status: "seen",
    },
    {
      what: "a task that is told to stop owes nothing",
      hits: [early],
      facts: { tasks: [aTask(), aTask({ desiredStatus: "STOPPED" }, "t2")], desiredCount: 1 },
      status: "seen",
    },
    {
      what: "a task that is pending owes nothing yet",
      hits: [early],
      facts: { tasks: [aTask(), aTask({ lastStatus: "PENDING" }, "t2")], desiredCount: 1 },
      status: "seen",
    },
    {
      what: "more tasks than wanted owe it all",
      hits: [early],
      facts: { desiredCount: 1 },
      status: "missing",
      deadline: at(190),
    },
  ])("$what", ({ hits, facts = {}, status, deadline }) => {
    const found = state("every-task", hits, facts);

    expect(found.status).toBe(status);
    expect(found.deadline).toBe(deadline);
  });

  it("counts the first line of each task, and how many are wanted", () => {
    const found = state("every-task", [aLogHit({ at: at(99) }), early, second], { desiredCount: 3 });

    expect(found).toEqual({ status: "missing", hits: [early, second], late: [], wanted: 3, owing: [] });
  });

  it("shows what came too late, and which task owes it", () => {
    expect(state("every-task", [late, second])).toMatchObject({ hits: [second], late: [late], owing: [late.taskId] });
  });

  it("is paid by a task whose start ECS does not tell", () => {
    const { startedAt: _, ...unknown } = aTask();

    expect(state("every-task", [late], { tasks: [unknown], desiredCount: 1 }).status).toBe("seen");
    expect(state("every-task", [], { tasks: [unknown], desiredCount: 1 })).not.toHaveProperty("deadline");
  });

  it("may take longer when no reader could look for a while", () => {
    expect(state("every-task", [late, second], {}, 1).status).toBe("seen");
  });
});

describe("any lines", () => {
  it("are judged the same in whatever order they were found", () => {
    const hit = fc
      .record({ at: fc.integer({ min: 0, max: 300 }).map(at), taskId: fc.constantFrom("t1", "t2", "t3") })
      .map((over) => aLogHit(over));
    const quorum = fc.constantFrom<Quorum[]>("any-task", "every-task", "exactly-once");
    const hits = fc.uniqueArray(hit, { selector: ({ key }) => key, maxLength: 6 });
    const shuffled = hits.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(quorum, shuffled, (asked, [one, other]) => {
        const { status, deadline, wanted } = state(asked, one);
        expect(state(asked, other)).toMatchObject({ status, wanted, ...(deadline && { deadline }) });
      }),
    );
  });
});
