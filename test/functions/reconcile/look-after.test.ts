import { beforeEach, describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aBench, type Bench } from "./a-bench.ts";

const record = aRecord();
const { key } = record;
const ended = { status: "ABORTED" } as const;
let bench: Bench;

beforeEach(async () => {
  bench = await aBench();
});

/** When the validation is due next; undefined when it is off the agenda. */
async function dueAt(): Promise<string | undefined> {
  return (await bench.agenda.due("9999", 10))[0]?.dueAt;
}

async function verdict() {
  return (await bench.evidence.record(key))?.verdict;
}

function undelivered(): Promise<never> {
  return Promise.reject(new ValidatorError("StatusUndelivered", "HTTP 503"));
}

describe("a validation that can have no verdict of its own", () => {
  beforeEach(async () => {
    await bench.evidence.open(record);
    bench.answers.execution = ended;
  });

  it("stays on the agenda when GitLab does not take the status, with its verdict written", async () => {
    bench.answers.publish = undelivered;
    expect(await bench.lookAfter(record)).toEqual({ closed: true, status: "undelivered" });
    expect(await verdict()).toMatchObject({ status: "inconclusive" });
    expect(await dueAt()).toBe(at(600));
  });

  it("is closed as inconclusive, and GitLab says so", async () => {
    expect(await bench.lookAfter(record)).toEqual({ closed: true, status: "posted" });
    expect(await verdict()).toMatchObject({
      status: "inconclusive",
      decision: "delegate",
      reason: "the validator failed: its execution was aborted",
    });
    expect(bench.intents).toMatchObject([
      {
        phase: "verdict",
        state: "failed",
        description: "Inconclusive: the validator failed: its execution was aborted",
      },
    ]);
    expect(await dueAt()).toBeUndefined();
  });

  it("is still failed when a failure sign was seen", async () => {
    await bench.evidence.saveFindings(key, [aFinding({ status: "failed", sign: "seen", reason: "crash loop" })]);
    await bench.lookAfter(record);
    expect(await verdict()).toMatchObject({ status: "failed", decision: "alert" });
  });

  it("is never passed, whatever its checks found", async () => {
    await bench.evidence.saveFindings(key, [aFinding(), aFinding({ check: "task-health", kind: "task-health" })]);
    await bench.lookAfter(record);
    expect(await verdict()).toMatchObject({ status: "inconclusive" });
  });

  it("is closed once, however often it is looked after", async () => {
    await bench.lookAfter(record);
    const first = await verdict();
    bench.clock.pass(600);
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left" });
    expect(await verdict()).toEqual(first);
    expect(bench.intents).toHaveLength(1);
  });

  it("is closed on the event's word when Step Functions does not know of the end yet", async () => {
    bench.answers.execution = { status: "RUNNING" };
    expect(await bench.lookAfter(record, { ended: "TIMED_OUT" })).toMatchObject({ closed: true });
    expect(await verdict()).toMatchObject({ reason: "the validator failed: its execution timed out" });
  });
});

describe("a validation that runs", () => {
  beforeEach(async () => {
    await bench.evidence.open(record);
  });

  it("is left alone, and looked after again in five minutes", async () => {
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left" });
    expect([await verdict(), await dueAt(), bench.intents]).toEqual([undefined, at(600), []]);
  });

  it("shows its verdict itself as long as its execution tries", async () => {
    await bench.evidence.conclude(key, aVerdict());
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left" });
    expect([await dueAt(), bench.intents]).toEqual([at(600), []]);
  });
});

describe("a verdict that nobody was told of while its execution goes on", () => {
  const judgedAt = async (second: number) => {
    await bench.evidence.open(record);
    await bench.evidence.conclude(key, aVerdict({ at: at(second) }));
  };

  it("is left to the workflow for its first two minutes", async () => {
    await judgedAt(200);
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left" });
    expect(bench.told).toEqual([]);
  });

  it("is untold while the bus does not take it", async () => {
    await judgedAt(60);
    bench.answers.put = () => Promise.reject(new ValidatorError("AccessDenied", "denied"));
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left", untold: true });
    expect(await dueAt()).toBe(at(600));
  });

  it("is told, once, and its status left to the workflow", async () => {
    await judgedAt(60);
    await bench.lookAfter(record);
    await bench.lookAfter(record);
    expect([bench.told, bench.intents, await dueAt()]).toEqual([["Rollout Verdict"], [], at(600)]);
  });
});

describe("a verdict that nobody was told of", () => {
  const delivery = { phase: "verdict", at: at(300), name: "n", state: "success", description: "d" } as const;

  beforeEach(async () => {
    await bench.evidence.open(record);
    await bench.evidence.conclude(key, aVerdict());
    await bench.evidence.saveDelivery(key, { ...delivery, posted: { outcome: "posted" } });
    bench.answers.execution = { status: "SUCCEEDED" };
  });

  it("stays on the agenda while the bus does not take it", async () => {
    bench.answers.put = () => Promise.reject(new ValidatorError("AccessDenied", "denied"));
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left", untold: true });
    expect(await dueAt()).toBe(at(600));
  });

  it("is told, once, and off the agenda", async () => {
    await bench.lookAfter(record);
    await bench.lookAfter(record);
    expect(bench.told).toEqual(["Rollout Verdict"]);
    expect(await dueAt()).toBeUndefined();
  });

  it("for a week is told no more", async () => {
    bench.answers.put = () => Promise.reject(new ValidatorError("AccessDenied", "denied"));
    bench.clock.pass(8 * 86_400);
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "left" });
    expect(await dueAt()).toBeUndefined();
  });

  it("is not told by an error of our own making", async () => {
    bench.answers.put = () => Promise.reject(new TypeError("a mistake"));
    await expect(bench.lookAfter(record)).rejects.toThrow("a mistake");
  });
});

describe("a verdict that is not shown", () => {
  beforeEach(async () => {
    await bench.evidence.open(record);
    await bench.evidence.conclude(key, aVerdict());
    bench.answers.execution = { status: "FAILED", error: "StatusUndelivered" };
  });

  it("is not posted while GitLab has just failed for another", async () => {
    expect(await bench.lookAfter(record, { isGitlabDown: true })).toMatchObject({ status: "undelivered" });
    expect([bench.intents, await dueAt()]).toEqual([[], at(600)]);
  });

  it.each(["StatusBusy", "StatusUndelivered", "DependencyThrottled", "DependencyUnavailable"] as const)(
    "waits five minutes after %s",
    async (name) => {
      bench.answers.publish = () => Promise.reject(new ValidatorError(name, "not now"));
      expect(await bench.lookAfter(record)).toMatchObject({ status: "undelivered" });
      expect(await dueAt()).toBe(at(600));
    },
  );

  it("is an error when the validator itself is at fault", async () => {
    bench.answers.publish = () => Promise.reject(new ValidatorError("AccessDenied", "no secret"));
    await expect(bench.lookAfter(record)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("is tried once an hour when only a person can help, and no sooner", async () => {
    bench.answers.publish = async () => ({ outcome: "parked", reason: "HTTP 403" });
    expect(await bench.lookAfter(record)).toMatchObject({ status: "parked" });
    expect(await dueAt()).toBe(at(3900));
    bench.clock.pass(1200);
    expect(await bench.lookAfter(record)).toMatchObject({ status: "parked" });
    expect([bench.intents.length, await dueAt()]).toEqual([1, at(3900)]);
    bench.clock.pass(2400);
    bench.answers.publish = async () => ({ outcome: "posted" });
    expect(await bench.lookAfter(record)).toMatchObject({ status: "posted" });
    expect(await dueAt()).toBeUndefined();
  });

  it("is given up after a week", async () => {
    bench.clock.pass(8 * 86_400);
    expect(await bench.lookAfter(record)).toMatchObject({ status: "given up" });
    expect([bench.intents, await dueAt()]).toEqual([[], undefined]);
  });

  it("is posted, with the verdict as it was written", async () => {
    expect(await bench.lookAfter(record)).toEqual({ closed: false, status: "posted" });
    expect(bench.intents).toMatchObject([{ phase: "verdict", state: "success" }]);
    expect([await verdict(), await dueAt()]).toEqual([aVerdict(), undefined]);
  });
});

describe("an opening that broke off", () => {
  it("is forgotten after an hour in which no record appeared", async () => {
    await bench.evidence.open(record);
    const other = { key: aKey({ releaseId: "v0" }), openedAt: record.openedAt };
    expect(await bench.lookAfter(other)).toEqual({ closed: false, status: "left" });
    expect(await dueAt()).toBe(at(600));
    bench.clock.pass(3600);
    await bench.lookAfter(other);
    expect(await dueAt()).toBeUndefined();
  });
});
