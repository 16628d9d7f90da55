import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkModes, type Finding, findingStatuses } from "../../../shared/domain/finding.ts";
import { overdueVerdict, verdictOf } from "../../../shared/domain/verdict.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at, newerId } from "../../builders/a-rollout.ts";

const now = at(300);
const health = aFinding({ check: "task-health", kind: "task-health" });
const rejected = aFinding({
  status: "failed",
  sign: "seen",
  reason: "app of task t1 logged: APPLICATION FAILED TO START",
});
const crashed = { ...health, status: "failed", sign: "seen", reason: "crash loop: 2 tasks" } as const;
const outage = { ...crashed, check: "reachable", kind: "http", reason: "it was down for 5s" } as const;
const missing = aFinding({ status: "failed", sign: "missing", reason: "missing evidence: x" });
const blind = aFinding({ status: "inconclusive", reason: "no log reader could look" });
const pending = aFinding({ status: "pending", reason: "waiting for x" });
const superseded = {
  ...health,
  status: "inconclusive",
  supersededBy: newerId,
  reason: `superseded by ${newerId}`,
} as const;
const over = { ...health, status: "inconclusive", isOver: true, reason: "the service was deleted" } as const;
const shadow = (finding: Finding): Finding => ({ ...finding, check: "shadow", mode: "shadow" });

const alert = { status: "failed", decision: "alert" };
const missed = { status: "failed", decision: "delegate" };
const unclear = { status: "inconclusive", decision: "delegate" };
const replaced = { status: "superseded", decision: "none", reason: superseded.reason };
const pass = { status: "passed", decision: "proceed" };

describe("a verdict", () => {
  it.each([
    {
      what: "a failure sign comes before everything",
      findings: [superseded, missing, rejected],
      verdict: { ...alert, reason: `started: ${rejected.reason}` },
    },
    {
      what: "a failure without a declared sign is one that was seen",
      findings: [{ ...health, status: "failed" as const }],
      verdict: alert,
    },
    {
      what: "a log line says more than the crash",
      findings: [crashed, rejected],
      verdict: { ...alert, reason: `started: ${rejected.reason}` },
    },
    {
      what: "a log line says more than an outage, and an outage more than the crash",
      findings: [crashed, outage, rejected],
      verdict: { ...alert, reason: `started: ${rejected.reason}` },
    },
    {
      what: "an outage says more than the crash",
      findings: [crashed, outage],
      verdict: { ...alert, reason: `reachable: ${outage.reason}` },
    },
    {
      what: "the crash decides where no line does",
      findings: [crashed, missing],
      verdict: { ...alert, reason: `task-health: ${crashed.reason}` },
    },
    { what: "a failure does not wait for the others", findings: [pending, crashed], verdict: alert },
    { what: "superseded comes before missing evidence", findings: [missing, superseded], verdict: replaced },
    { what: "superseded does not wait for the others", findings: [pending, superseded], verdict: replaced },
    {
      what: "where nothing more can be seen, no line is waited for, and none is missing",
      findings: [pending, missing, over],
      verdict: { ...unclear, reason: `task-health: ${over.reason}` },
    },
    {
      what: "a failure sign that was seen stands, also for a service that is gone",
      findings: [rejected, over],
      verdict: alert,
    },
    {
      what: "missing evidence is a failure to delegate",
      findings: [health, missing, blind],
      verdict: { ...missed, reason: `started: ${missing.reason}` },
    },
    { what: "missing evidence does not wait for the others", findings: [missing, pending], verdict: missed },
    {
      what: "what could not be judged is never a pass",
      findings: [health, blind],
      verdict: { ...unclear, reason: `started: ${blind.reason}` },
    },
    { what: "nothing judged is never a pass", findings: [], verdict: { ...unclear, reason: "no check was judged" } },
    { what: "only shadows judged is never a pass", findings: [shadow(aFinding())], verdict: unclear },
    { what: "every gate passed", findings: [health, aFinding()], verdict: { ...pass, reason: "every check passed" } },
  ])("$what", ({ findings, verdict }) => {
    expect(verdictOf(findings, now)).toMatchObject({ ...verdict, at: now });
  });

  it("is not due while a gate is pending, although another one is blind", () => {
    expect(verdictOf([health, pending], now)).toBeUndefined();
    expect(verdictOf([blind, pending], now)).toBeUndefined();
  });

  it.each([rejected, missing, blind, superseded, pending])(
    "is not touched by a shadow that is $status ($reason)",
    (finding) => {
      expect(verdictOf([health, shadow(finding)], now)).toEqual({
        ...{ ...pass, reason: "every check passed", at: now, passedChecks: 1, gateChecks: 1 },
      });
    },
  );

  it("keeps when ECS called the rollout complete, as far as task health knows it", () => {
    const complete = aFinding({ check: "tasks", kind: "task-health", facts: { completedAt: at(60) } });
    expect(verdictOf([complete, blind], now)?.completedAt).toBe(at(60));
    expect(overdueVerdict([complete, pending], now).completedAt).toBe(at(60));
    expect(verdictOf([health], now)).not.toHaveProperty("completedAt");
  });

  it("counts its gates", () => {
    expect(verdictOf([health, aFinding(), { ...missing, check: "migrations" }, shadow(aFinding())], now)).toMatchObject(
      {
        passedChecks: 2,
        gateChecks: 3,
      },
    );
  });
});

describe("a verdict when time is over", () => {
  it("calls what is pending not judged in time", () => {
    expect(overdueVerdict([health, pending], now)).toMatchObject({
      ...unclear,
      reason: "started: not judged in time: waiting for x",
    });
  });

  it("keeps what was seen", () => {
    expect(overdueVerdict([pending, crashed], now)).toMatchObject(alert);
    expect(overdueVerdict([health], now)).toMatchObject(pass);
  });
});

describe("any findings", () => {
  const finding = fc.record({
    mode: fc.constantFrom(...checkModes),
    status: fc.constantFrom(...findingStatuses),
    sign: fc.constantFrom("seen" as const, "missing" as const),
  });

  it("pass only when every gate passed and there is one", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), (parts) => {
        const findings = parts.map((part, index) => aFinding({ ...part, check: `c${index}` }));
        const gates = findings.filter(({ mode }) => mode === "gate");
        const passes = gates.length > 0 && gates.every(({ status }) => status === "passed");
        expect(verdictOf(findings, now)?.status === "passed").toBe(passes);
        expect(overdueVerdict(findings, now).status === "passed").toBe(passes);
      }),
    );
  });
});
