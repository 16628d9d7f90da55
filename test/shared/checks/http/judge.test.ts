import { describe, expect, it } from "vitest";
import { judgeHttp } from "../../../../shared/checks/http/judge.ts";
import type { Probe } from "../../../../shared/domain/probe.ts";
import { anAddress, anUnansweredProbe, aProbe, probesBetween } from "../../../builders/a-probe.ts";
import { at } from "../../../builders/a-rollout.ts";
import { anHttp } from "../../../builders/checks.ts";

const other = "https://pay.example.com/health";
const timedOut = { error: "timeout", milliseconds: 2000 };

interface Given {
  readonly probes: readonly Probe[];
  /** Second of the completion. */
  readonly completed?: number;
  readonly isFirst?: boolean;
  readonly seconds?: number;
  readonly over?: Readonly<Record<string, unknown>>;
}

function judged({ probes, completed, isFirst = false, seconds = 60, over = {} }: Given) {
  const completedAt = completed === undefined ? undefined : at(completed);
  return judgeHttp(anHttp(over), { probes, startedAt: at(0), completedAt, isFirst }, at(seconds));
}

describe("a service was down", () => {
  it.each([
    ["when it answers with 503", aProbe(35, { status: 503 }), "with HTTP 503"],
    ["when it answers with 404", aProbe(35, { status: 404 }), "with HTTP 404"],
    ["when it does not answer in time", anUnansweredProbe(35, timedOut), "without an answer in time"],
    ["when its good answer is too slow", aProbe(35, { milliseconds: 2100 }), "with an answer after 2100 ms"],
    ["when it refuses the connection", anUnansweredProbe(35), "with ECONNREFUSED"],
  ])("%s, at once", (_, probe, how) => {
    const probes = [...probesBetween(0, 30), probe];

    expect(judged({ probes })).toMatchObject({
      check: "reachable",
      kind: "http",
      mode: "gate",
      status: "failed",
      sign: "seen",
      reason: `${anAddress} was down for 5s: 1 of 8 probes failed, first at 10:00:35 UTC ${how}; it may not be down at all`,
      facts: { probes: 8, failedProbes: 1, downtimeSeconds: 5, longestGapSeconds: 5 },
    });
  });

  it("when it does not answer once the rollout is complete, whatever was before", () => {
    expect(judged({ probes: [anUnansweredProbe(0), aProbe(5, { status: 503 })], completed: 5 })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("was down for 5s: 1 of 2 probes failed, first at 10:00:05 UTC with HTTP 503"),
    });
  });

  it("for less than a tenth of a second", () => {
    const probes = [aProbe(0), aProbe(5, { status: 503 }), aProbe(5.03), ...probesBetween(10, 80)];

    expect(judged({ probes, completed: 0, seconds: 80 })).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/ was down for 1s: 1 of 18 probes failed,/),
    });
  });

  it("for longer than it may be, and no second sooner", () => {
    const downFor = (...seconds: readonly number[]) =>
      judged({
        probes: [aProbe(0), ...seconds.map((second) => aProbe(second, { status: 502 }))],
        over: { maxDowntime: "10s" },
      });

    expect(downFor(5, 10)).toMatchObject({
      status: "pending",
      reason: expect.stringContaining("down for 10s of at most 10s"),
    });
    expect(downFor(5, 10, 15)).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/ was down for 15s: 3 of 4 probes failed.*; at most 10s is allowed$/),
    });
  });

  it("for a tenth of a second longer than it may be, which is not told as the same time", () => {
    const bad = { status: 503 };
    const probes = [aProbe(-5), aProbe(0, bad), aProbe(5, bad), aProbe(10, bad), aProbe(10.1)];

    expect(judged({ probes, over: { maxDowntime: "10s" } })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining(" was down for 11s: "),
    });
  });

  it("when one of its addresses was, which is the one that is named", () => {
    const probes = [
      ...probesBetween(0, 30),
      aProbe(-5, { url: other }),
      ...probesBetween(0, 30, { url: other, status: 500 }),
    ];

    expect(judged({ probes, over: { url: [anAddress, other] } })).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^https:\/\/pay\.example\.com\/health was down for 35s: 7 of 8 probes failed/),
      facts: { probes: 15, failedProbes: 7, downtimeSeconds: 35 },
    });
  });

  it("when each of its addresses was down for as long as it may be, it is not: no sum is made of them", () => {
    const bad = { status: 503 };
    const probes = [aProbe(0), aProbe(5, bad), aProbe(0, { url: other, ...bad }), aProbe(5, { url: other })];

    expect(judged({ probes, over: { url: [anAddress, other], maxDowntime: "5s" } })).toMatchObject({
      status: "pending",
    });
  });

  it("although another address was never reached", () => {
    const probes = [aProbe(0), aProbe(5, { status: 503 }), anUnansweredProbe(0, { url: other })];

    expect(judged({ probes, over: { url: [anAddress, other] } })).toMatchObject({ status: "failed" });
  });
});

describe("a first deployment", () => {
  const leading = [0, 5, 10].map((second) => aProbe(second, { status: 503 }));

  it("is not failed by what comes before its first good answer", () => {
    const probes = [...leading, ...probesBetween(15, 75)];

    expect(judged({ probes: leading, isFirst: true })).toMatchObject({ status: "pending" });
    expect(judged({ probes, isFirst: true, completed: 15, seconds: 80 })).toMatchObject({
      status: "passed",
      facts: { probes: 13, failedProbes: 0 },
    });
    expect(judged({ probes, isFirst: false, completed: 15, seconds: 80 })).toMatchObject({ status: "inconclusive" });
  });

  it("is failed by the same answers after it is complete, and after its first good one", () => {
    expect(judged({ probes: leading, isFirst: true, completed: 9 })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("was down for 5s: 1 of 1 probe failed, first at 10:00:10 UTC with HTTP 503"),
    });
    expect(judged({ probes: [aProbe(0), ...leading.slice(1)], isFirst: true })).toMatchObject({ status: "failed" });
  });
});

describe("it is not known whether a rollout took a service down", () => {
  const bad = { status: 503 };
  const leading = [aProbe(1, bad), aProbe(6, bad), ...probesBetween(11, 80)];

  it("when it was down already as it was first asked", () => {
    expect(judged({ probes: leading.slice(0, 2) })).toMatchObject({ status: "pending" });
    expect(judged({ probes: leading, completed: 15, seconds: 80 })).toMatchObject({
      status: "inconclusive",
      reason: `${anAddress} was down when first asked, 1s after the rollout began, with HTTP 503, for 10s: this rollout, or what was before it, took it down`,
      facts: { failedProbes: 2, downtimeSeconds: 10 },
    });
  });

  it("when that was for no longer than it may be, it does not matter", () => {
    expect(judged({ probes: leading, completed: 15, seconds: 80, over: { maxDowntime: "10s" } })).toMatchObject({
      status: "passed",
      reason: "16 probes, at most 5s apart: down for 10s of at most 10s",
    });
  });

  it("when nobody asked for more than half a minute", () => {
    const late = probesBetween(31, 100);
    const gap = [...probesBetween(0, 10), ...probesBetween(41, 110)];
    const inTime = [...probesBetween(30, 40), ...probesBetween(70, 140)];

    expect(judged({ probes: late, completed: 20, seconds: 110 })).toMatchObject({
      status: "inconclusive",
      reason: `${anAddress} was not asked in the first 31s of the rollout: whether it was down then is not known`,
    });
    expect(judged({ probes: gap, completed: 20, seconds: 110 })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("was not asked for 31s during the rollout"),
    });
    expect(judged({ probes: inTime, completed: 60, seconds: 140 })).toMatchObject({ status: "passed" });
  });
});

describe("it is not known whether a service was down", () => {
  const silent = [...Array(40).keys()].map((index) => anUnansweredProbe(index * 5));

  it("when no probe was ever answered", () => {
    expect(judged({ probes: silent })).toMatchObject({ status: "pending" });
    expect(judged({ probes: silent, completed: 100, seconds: 200 })).toMatchObject({
      status: "inconclusive",
      reason: `no probe of ${anAddress} was ever answered (the last with ECONNREFUSED): it is down, or the validator cannot reach it from where it runs`,
    });
  });

  it("when one of its addresses was never reached, though the other answers well", () => {
    const probes = [...silent, ...probesBetween(0, 195, { url: other })];

    expect(judged({ probes, completed: 100, seconds: 200, over: { url: [anAddress, other] } })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining(`no probe of ${anAddress} was ever answered`),
    });
  });

  it("when it was asked too seldom after the rollout until twice the time and 2 minutes are over", () => {
    const probes = probesBetween(0, 150);

    expect(judged({ probes, completed: 100, seconds: 339.9 })).toMatchObject({
      status: "pending",
      reason: "31 probes, at most 5s apart: none found it down; asked for 55s of 1m after the rollout",
      deadline: at(340),
      lookAgainAt: at(340.9),
    });
    expect(judged({ probes, completed: 100, seconds: 340 })).toMatchObject({
      status: "inconclusive",
      reason: "asked for 55s of 1m after the rollout: the validator could not look often enough",
    });
  });

  it("when a moment of the time is missing, which is not told as the whole of it", () => {
    const probes = [...probesBetween(100, 150), aProbe(154.6)];

    expect(judged({ probes, completed: 100, seconds: 400 })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringMatching(/^asked for 59s of 1m after the rollout:/),
    });
  });

  it("when it was never asked, which nobody blames on the address", () => {
    expect(judged({ probes: [], completed: 100, seconds: 400 })).toMatchObject({
      status: "inconclusive",
      reason: "asked for 0s of 1m after the rollout: the validator could not look often enough",
      facts: { probes: 0, failedProbes: 0, slowestMilliseconds: 0, longestGapSeconds: 0 },
    });
  });
});

describe("a service that answers", () => {
  it("is asked again 5 s after the last probe, with no deadline while the rollout is not complete", () => {
    const finding = judged({ probes: probesBetween(0, 600), seconds: 601 });

    expect(finding).toMatchObject({
      status: "pending",
      reason: "121 probes, at most 5s apart: none found it down; asked until 1m after the rollout is complete",
      lookAgainAt: at(605),
    });
    expect(finding).not.toHaveProperty("deadline");
  });

  it("is asked as long as the check wants after the rollout is complete, and then has passed", () => {
    const probes = probesBetween(0, 55);
    expect(judged({ probes: probesBetween(0, 50), completed: 0 })).toMatchObject({
      status: "pending",
      deadline: at(240),
    });

    expect(judged({ probes, completed: 0 })).toEqual({
      check: "reachable",
      kind: "http",
      mode: "gate",
      status: "passed",
      reason: "12 probes, at most 5s apart: none found it down",
      at: at(60),
      facts: { probes: 12, failedProbes: 0, downtimeSeconds: 0, slowestMilliseconds: 40, longestGapSeconds: 5 },
    });
  });

  it("has not passed before the time after the rollout is over, though its last probe stands for the rest", () => {
    const probes = probesBetween(0, 55);

    expect(judged({ probes, completed: 0, seconds: 59.9 })).toMatchObject({ status: "pending" });
    expect(judged({ probes, completed: 0, seconds: 60 })).toMatchObject({ status: "passed" });
  });

  it("has passed with as much downtime as it may have", () => {
    const probes = [aProbe(0), aProbe(5, { status: 503 }), ...probesBetween(10, 70)];

    expect(judged({ probes, completed: 10, seconds: 70, over: { maxDowntime: "5s" } })).toMatchObject({
      status: "passed",
      reason: "15 probes, at most 5s apart: down for 5s of at most 5s",
    });
  });

  it("must have answered at each of its addresses for the whole time", () => {
    const over = { url: [anAddress, other] };
    const [one, both] = [40, 55].map((last) => [...probesBetween(0, 55), ...probesBetween(0, last, { url: other })]);

    expect(judged({ probes: one ?? [], completed: 0, over })).toMatchObject({
      status: "pending",
      reason: expect.stringContaining("asked for 45s of 1m after the rollout"),
    });
    expect(judged({ probes: both ?? [], completed: 0, over })).toMatchObject({ status: "passed" });
  });

  it("is judged in shadow when the check says so", () => {
    expect(judged({ probes: [aProbe(0)], over: { mode: "shadow" } })).toMatchObject({ mode: "shadow" });
  });
});
