import { describe, expect, it } from "vitest";
import { type Advice, adviceOf, reasonBeside, stepText } from "../../../shared/domain/advice.ts";
import type { DeploymentSignal } from "../../../shared/domain/deployment-signal.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Rollout } from "../../../shared/domain/rollout.ts";
import type { Verdict } from "../../../shared/domain/verdict.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aFailedDossier } from "../../builders/a-release.ts";
import { aRollout, at, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aSignal } from "../../builders/a-signal.ts";

const command = `aws ecs stop-service-deployment --region ap-southeast-2 --service-deployment-arn ${aRollout().serviceDeploymentArn} --stop-type ROLLBACK`;
const replaces = { releaseId: "v2.3.0", rollout: { serviceArn, deploymentId: olderId }, verdict: "passed" };

interface Story {
  /** What task health found. */
  readonly health?: Partial<Finding>;
  readonly rollback?: Partial<Finding>;
  readonly rollout?: Partial<Rollout>;
  readonly line?: string;
  readonly signals?: readonly DeploymentSignal[];
  readonly replaces?: { readonly verdict?: string; readonly releaseId?: string };
}

/** A rollout that a rejected line failed. */
function adviceFor({ health = {}, rollback, rollout, line = "PANIC: no route", ...rest }: Story): Advice {
  const { record, findings } = aFailedDossier(line);
  const over = rollback && aFinding({ check: "rollback", kind: "rollback", mode: "shadow", ...rollback });
  const advice = adviceOf({
    record: {
      ...record,
      rollout: { ...record.rollout, ...rollout },
      ...(rest.replaces && { replaces: { ...replaces, ...rest.replaces } }),
    },
    findings: [
      ...findings.map((each) => (each.kind === "task-health" ? { ...each, ...health } : each)),
      ...(over ? [over] : []),
    ],
    ...(rest.signals && { signals: rest.signals }),
  });
  if (advice === undefined) throw new Error("A verdict gives advice.");
  return advice;
}

const rollbackIn = ({ steps }: Advice) => steps.find(({ about }) => about === "rollback");
const finished = { reason: "rollback finished after 1m35s (target 2m)", facts: { rollbackSeconds: 95 } };

describe("who rolls back", () => {
  it.each([
    { breaker: "off", rollout: { circuitBreaker: false }, says: /breaker is off/ },
    { breaker: "on without rollback", rollout: { breakerRollsBack: false }, says: /without rollback, so nobody/ },
    { breaker: "on with rollback", rollout: { breakerRollsBack: true }, says: /^ECS rolls back by itself when/ },
    { breaker: "on, in an older record", rollout: {}, says: /^ECS rolls back by itself when/ },
  ])("with the breaker $breaker is said, with the command that does it", ({ rollout, says }) => {
    expect(rollbackIn(adviceFor({ rollout }))).toEqual({
      about: "rollback",
      text: expect.stringMatching(says),
      code: command,
    });
  });

  it("is nobody once ECS is done with the rollout, and an older release is named only if it passed", () => {
    const health = { status: "passed" } as const;

    expect(rollbackIn(adviceFor({ health, replaces: {} }))).toMatchObject({
      text: expect.stringContaining("does not roll back: deploy the release before it again:"),
      code: "v2.3.0",
    });
    for (const over of [{ replaces: { verdict: "failed" } }, { replaces: { releaseId: "v2.3.1" } }, {}])
      expect(rollbackIn(adviceFor({ health, ...over }))).toEqual({
        about: "rollback",
        text: expect.stringContaining("deploy the last release that passed again."),
      });
  });

  it("is nobody where ECS gave the rollout up", () => {
    const advice = adviceFor({ health: { status: "failed", facts: { ended: "failed" } } });

    expect(rollbackIn(advice)?.text).toContain("ECS stopped the rollout and does not roll back");
  });

  it("is a person where no service deployment is known", () => {
    const { serviceDeploymentArn: _, ...known } = aRollout();
    const { record, findings } = aFailedDossier();
    const advice = adviceOf({ record: { ...record, rollout: known }, findings });

    expect(advice && rollbackIn(advice)?.text).toContain("deploy the last release that passed");
  });
});

describe("a rollback", () => {
  it("that has begun is to be watched", () => {
    const { steps, brief } = adviceFor({ health: { status: "failed", facts: { ended: "rolled back" } } });

    expect(steps[1]?.text).toBe("ECS has begun to roll back (target 2m): see that it gets there.");
    expect(brief).toBe("ECS rolls back.");
  });

  it.each([
    [{ rollbackSeconds: 95 }, "ECS has rolled back in 1m35s (target 2m)."],
    [{ rollbackSeconds: 95, rolledBackTo: "v2.3.0" }, "ECS has rolled back in 1m35s (target 2m) to v2.3.0"],
    [{ rollbackSeconds: 210 }, "ECS has rolled back in 3m30s (longer than the target of 2m)."],
  ])("that is over is told with its time and aim: %j", (facts, told) => {
    const step = rollbackIn(adviceFor({ rollback: { ...finished, facts } }));

    expect(step && stepText(step)).toBe(told);
  });

  it("that failed leaves it to people", () => {
    const rollback = {
      status: "failed",
      reason: "rollback failed after 5s (target 2m)",
      facts: { rollbackSeconds: 5 },
    };

    expect(rollbackIn(adviceFor({ rollback: rollback as Partial<Finding> }))?.text).toContain(
      "ECS's rollback failed after 5s: see what runs, and deploy",
    );
  });
});

describe("an event that ECS failed the rollout", () => {
  const rollout = { breakerRollsBack: true };
  const failed = aSignal({
    id: "e2",
    name: "SERVICE_DEPLOYMENT_FAILED",
    at: at(360),
    reason: "An alarm was detected.",
  });
  const tripped = { ...failed, reason: "ECS deployment circuit breaker: tasks failed to start." };

  it("by its circuit breaker is told, with what to do where ECS finds nothing to go back to", () => {
    const advice = adviceFor({ rollout, signals: [tripped], replaces: {} });

    expect(rollbackIn(advice)).toEqual({
      about: "rollback",
      text: "ECS's circuit breaker has tripped and is set to roll back (target 2m): see that it does. If it does not, deploy the release before it again:",
      code: "v2.3.0",
    });
    expect(advice.brief).toBe("Its circuit breaker tripped: see that ECS rolls back.");
  });

  it("for another reason leaves open who rolls back, and says so", () => {
    const advice = adviceFor({ rollout, signals: [failed] });

    expect(rollbackIn(advice)?.text).toBe(
      "ECS says that the rollout failed: see whether it rolls back. If it does not, deploy the last release that passed again.",
    );
    expect(advice.brief).toBe("ECS failed the rollout: see whether it rolls back.");
  });

  it("asks nobody to check what the release depends on before a rollback that ECS decides on", () => {
    const line = "Connection to db.internal:5432 refused";
    const { steps, brief } = adviceFor({ rollout, signals: [tripped], line });

    expect(steps[0]?.text).toContain("an older release may meet the same");
    expect(brief).toContain("tripped");
  });
});

describe("the diagnosed cause", () => {
  it("comes first, then who rolls back, then the pipeline", () => {
    const { steps } = adviceFor({ line: "Could not resolve placeholder 'url'" });

    expect(steps.map(({ about }) => about)).toEqual(["cause", "rollback", "release"]);
    expect(steps[0]?.text).toMatch(/^Compare the task definition's environment/);
  });

  it("that is something it depends on is to be checked before anybody rolls back", () => {
    const refused = "Connection to db.internal:5432 refused";
    const { steps, brief } = adviceFor({ line: refused });

    expect(steps[0]?.text).toMatch(
      /^Looks like the database or cache: check it before you roll back\. Check its address/,
    );
    expect(brief).toBe("Check the database or cache before you roll back.");
    expect(adviceFor({ line: refused, rollback: finished }).steps[0]?.text).toMatch(
      /^Looks like the database or cache: an older release may meet the same\./,
    );
  });

  it("stands in the reason where a message knows no task and no line", () => {
    const reason =
      "unhealthy: 2 tasks failed their health checks. The health endpoint answers with an error. Check its path, and what it depends on (database, configuration).";
    const verdict: Verdict = aVerdict({ status: "failed", decision: "alert", reason: `task-health: ${reason}` });
    const finding = aFinding({ check: "task-health", kind: "task-health", status: "failed", sign: "seen", reason });

    expect(adviceOf({ record: aRecord({ verdict }), findings: [finding] })?.steps[0]?.text).toMatch(/^Check its path/);
  });
});

describe("a reason beside its advice", () => {
  const reason =
    "cannot start: 2 tasks failed to start. The registry has no such image or tag. Check that the pipeline pushed this tag to this registry and Region.";
  const finding = aFinding({ check: "task-health", kind: "task-health", status: "failed", sign: "seen", reason });
  const verdict: Verdict = aVerdict({ status: "failed", decision: "alert", reason: `task-health: ${reason}` });
  const record = aRecord({ verdict });

  it("leaves what is to be done first to the advice", () => {
    expect(reasonBeside(adviceOf({ record, findings: [finding] }), verdict.reason)).toBe(
      "task-health: cannot start: 2 tasks failed to start. The registry has no such image or tag.",
    );
  });

  it("is whole where the advice does not say it, or there is none", () => {
    expect(reasonBeside(adviceOf({ record, findings: [] }), verdict.reason)).toBe(verdict.reason);
    expect(reasonBeside(undefined, verdict.reason)).toBe(verdict.reason);
    expect(reasonBeside(adviceFor({}), "started: PANIC")).toBe("started: PANIC");
  });
});

it("nobody is told to roll back what merely lacks evidence", () => {
  const finding = aFinding({ status: "failed", sign: "missing", reason: "missing evidence", at: at(200) });
  const verdict = aVerdict({ status: "failed", decision: "delegate", reason: "started: missing evidence" });
  const steps = adviceOf({ record: aRecord({ verdict }), findings: [finding] })?.steps ?? [];

  expect(steps.map(({ about }) => about)).toEqual(["cause", "release"]);
});

it.each([
  ["proceed", "passed", /next Region may follow/],
  ["none", "superseded", /newer rollout/],
  ["delegate", "inconclusive", /Nobody can call this release healthy/],
] as const)("%s has one sentence", (decision, status, says) => {
  const record = aRecord({ verdict: aVerdict({ decision, status }) });

  expect(adviceOf({ record, findings: [] })).toEqual({
    steps: [{ about: "release", text: expect.stringMatching(says) }],
  });
});

it("a missing right of the validator comes first", () => {
  const reason = "logs: no log reader could look 5 times in a row: logs:StartQuery on /ecs/shop was denied";
  const record = aRecord({ verdict: aVerdict({ status: "inconclusive", decision: "delegate", reason }) });

  expect(adviceOf({ record, findings: [] })?.steps.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Give the validator's role the action/),
    expect.stringMatching(/^Nobody can call/),
  ]);
});

it("there is none before the verdict", () => {
  expect(adviceOf({ record: aRecord(), findings: [] })).toBeUndefined();
});
