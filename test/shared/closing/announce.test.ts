import { beforeEach, describe, expect, it } from "vitest";
import { announce, type CountedDeployment } from "../../../shared/closing/announce.ts";
import type { ResolvedProfile, ValidationRecord } from "../../../shared/domain/evidence.ts";
import type { NoticeKind } from "../../../shared/domain/notice.ts";
import { verdictStatuses } from "../../../shared/domain/verdict.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { TopicMessage } from "../../../shared/ports/notices.ts";
import { RolloutVerdictDetail, ValidationStartedDetail } from "../../../shared/schema/verdict-event.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";
import { rolledOut } from "../../builders/rolled-out.ts";

const validation = aKey();
const down = new ValidatorError("DependencyUnavailable", "down");

let bench: FunctionBench;
let events: { detailType: string; detail: object; resources: readonly string[] | undefined }[];
let messages: TopicMessage[];
let begun: string[];
let counted: CountedDeployment[];
let past: readonly ValidationRecord[];
let trouble: { bus?: Error; topic?: Error; marker?: Error; history?: Error };

beforeEach(async () => {
  bench = await aFunctionBench();
  [events, messages, begun, counted, past, trouble] = [[], [], [], [], [], {}];
});

function tell(phase: "started" | "verdict" = "verdict") {
  const { evidence, clock } = bench;
  return announce({
    clock,
    evidence: {
      ...evidence,
      saveAnnouncement: async (key, announcement) => {
        if (trouble.marker) throw trouble.marker;
        await evidence.saveAnnouncement(key, announcement);
      },
    },
    events: {
      put: async (detailType, detail, resources) => {
        if (trouble.bus) throw trouble.bus;
        events.push({ detailType, detail, resources });
      },
    },
    history: {
      rollouts: async () => {
        if (trouble.history) throw trouble.history;
        return past;
      },
    },
    begin: ({ key }) => void begun.push(key.releaseId),
    count: (deployment) => void counted.push(deployment),
    topic: {
      publish: async (message) => {
        if (trouble.topic) throw trouble.topic;
        messages.push(message);
      },
    },
  })({ validation, phase });
}

async function open(profile: Partial<ResolvedProfile> = {}, verdict = aVerdict({ status: "failed" })): Promise<void> {
  await bench.evidence.open(aRecord({ profile: aProfile(profile) }));
  await bench.evidence.conclude(validation, verdict);
}

describe("nothing is told", () => {
  it("of a validation that was never opened, or has no verdict yet", async () => {
    await expect(tell("started")).rejects.toMatchObject({ name: "NotFound" });
    await bench.evidence.open(aRecord());
    await expect(tell()).rejects.toMatchObject({ name: "NotFound" });
    expect([events, messages]).toEqual([[], []]);
  });

  it("twice", async () => {
    await open();
    await tell();
    await tell();
    expect([events.length, messages.length]).toEqual([1, 1]);
  });
});

describe("a channel that is down", () => {
  it("keeps the other from nothing, and is told later alone", async () => {
    await open();
    trouble = { bus: down };
    await expect(tell()).rejects.toBe(down);
    expect([events.length, messages.length]).toEqual([0, 1]);
    trouble = {};
    await tell();
    expect([events.length, messages.length]).toEqual([1, 1]);
  });

  it("is the topic: the bus knows the verdict all the same", async () => {
    await open();
    trouble = { topic: down };
    await expect(tell()).rejects.toBe(down);
    expect([events.length, messages.length]).toEqual([1, 0]);
  });

  it("is the evidence after the sending: the verdict is told again, under the same id", async () => {
    await open({ notifyOn: [] });
    trouble = { marker: down };
    await expect(tell()).rejects.toBe(down);
    trouble = {};
    await tell();
    expect(events).toHaveLength(2);
    expect(events[1]).toEqual(events[0]);
  });
});

describe("the event", () => {
  it.each(verdictStatuses)(
    "of a verdict %s is exactly the verdict that is kept, whatever the profile says",
    async (status) => {
      const verdict = aVerdict({ status, reason: "`<!channel>` <b>" });
      await open({ notifyOn: [] }, verdict);
      await bench.evidence.saveFindings(validation, [aFinding({ status: "failed", reason: "missing" })]);
      await tell();

      const detail = RolloutVerdictDetail.parse(events[0]?.detail);
      expect(detail).toEqual(events[0]?.detail);
      expect(detail.verdict).toEqual(verdict);
      expect(detail).toMatchObject({
        version: "1",
        release: { id: "v2.3.1", project: "77", pipelineId: "4711" },
        checks: [
          { name: "task-health", status: "pending" },
          { name: "started", status: "failed", reason: "missing" },
        ],
        seconds: 252,
      });
      expect(events[0]).toMatchObject({ detailType: "Rollout Verdict" });
      expect(events[0]?.resources).toContain(serviceArn);
      expect(messages).toEqual([]);
    },
  );

  it("of a beginning says until when the verdict comes", async () => {
    await bench.evidence.open(aRecord());
    await tell("started");
    expect(events[0]?.detailType).toBe("Rollout Validation Started");
    expect(ValidationStartedDetail.parse(events[0]?.detail)).toMatchObject({
      deadline: aRecord().deadline,
      gateChecks: 2,
    });
  });

  it("names the owner, when the deployment was complete and how long it was down, where they are known", async () => {
    const owner = { team: "Payments", runbook: "https://wiki.example.com/payments" };
    await open({ owner }, aVerdict({ completedAt: at(90), downtimeSeconds: 0 }));
    await tell("started");
    await tell();
    expect(ValidationStartedDetail.parse(events[0]?.detail)).toMatchObject({ owner });
    expect(RolloutVerdictDetail.parse(events[1]?.detail)).toMatchObject({
      owner,
      verdict: { completedAt: at(90), downtimeSeconds: 0 },
    });
  });

  it("has an id of its own for each phase, of at most 96 characters", async () => {
    await open();
    await tell("started");
    await tell();
    const ids = events.map(({ detail }) => (detail as { id: string }).id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(96);
  });

  it("stays below 256 KB with 31 checks of long reasons", async () => {
    const names = Array.from({ length: 31 }, (_, index) => `check-${index}`);
    await open({ checks: names.map((name) => ({ name, kind: "log-signature" })) });
    await bench.evidence.saveFindings(
      validation,
      names.map((check) => aFinding({ check, reason: "€".repeat(5000) })),
    );
    await tell();
    expect(Buffer.byteLength(JSON.stringify(events[0]?.detail))).toBeLessThan(256 * 1024);
  });
});

describe("a deployment", () => {
  it("is counted once as begun, and once by its verdict", async () => {
    await open();
    await tell("started");
    await tell("started");
    expect(begun).toEqual(["v2.3.1"]);
    await tell();
    await tell();
    expect(counted).toMatchObject([{ verdict: { status: "failed" }, isFixOnly: false }]);
  });

  it.each(["failed", "passed"] as const)("that passed after one that %s is known as such", async (status) => {
    past = [rolledOut({ startedAt: at(-3600), status })];
    await open({}, aVerdict());
    await tell();
    expect(counted).toMatchObject([{ isFixOnly: status === "failed" }]);
  });

  it("that cannot be counted now is counted later, and told at once", async () => {
    await open({}, aVerdict());
    trouble = { history: down };
    await expect(tell()).rejects.toBe(down);
    expect([events.length, counted.length]).toEqual([1, 0]);
    trouble = {};
    await tell();
    expect([events.length, counted.length]).toEqual([1, 1]);
  });
});

describe("the topic is told", () => {
  it.each<{ on: readonly NoticeKind[] | undefined; told: readonly string[] }>([
    { on: undefined, told: ["failed", "inconclusive"] },
    { on: [], told: [] },
    { on: ["passed", "superseded"], told: ["passed", "superseded"] },
  ])("of $told when the profile names $on", async ({ on, told }) => {
    const kinds: string[] = [];
    for (const status of verdictStatuses) {
      bench = await aFunctionBench();
      messages = [];
      await open(on === undefined ? {} : { notifyOn: on }, aVerdict({ status }));
      await tell();
      kinds.push(...messages.map(({ attributes }) => attributes["notice"] ?? ""));
    }
    expect(kinds).toEqual(told);
  });

  it("of a beginning only when the profile names it", async () => {
    await open({ notifyOn: ["started"] });
    await tell("started");
    await tell();
    expect(messages.map(({ attributes }) => attributes["notice"])).toEqual(["started"]);
  });
});
