import { describe, expect, it } from "vitest";
import { gate } from "../../../../shared/domain/gate/gate.ts";
import type { PromotionWindow } from "../../../../shared/domain/gate/promotion-window.ts";
import type { GateQuestion, Requirement } from "../../../../shared/domain/gate/question.ts";
import {
  aGateRollout,
  anOperatorDecision,
  aRequirement,
  type RolloutOver,
  someFacts,
} from "../../../builders/a-gate.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aTask } from "../../../builders/a-task.ts";
import { anHourOn, askGate } from "../../../builders/ask-gate.ts";

const none = { soakSeconds: 0, overrides: true };

function asked(over: RolloutOver, requirement: Partial<Requirement> = {}, question: Partial<GateQuestion> = {}) {
  return askGate([over], { requirement, question });
}

describe("the profile of the place to which a release wants to go", () => {
  it.each([
    ["a longer soak", {}, { ...none, soakSeconds: 3600 }, "soaking"],
    ["a shorter soak, which changes nothing", { soakSeconds: 3600 }, { ...none, soakSeconds: 1 }, "soaking"],
    ["younger evidence", {}, { ...none, evidenceAgeSeconds: 60 }, "expired"],
    [
      "older evidence, which changes nothing",
      { evidenceAgeSeconds: 60 },
      { ...none, evidenceAgeSeconds: 7200 },
      "expired",
    ],
    ["an approval", {}, { ...none, approval: true }, "awaiting approval"],
    [
      "no overrides",
      { verdict: "failed", overrides: true, decisions: [anOperatorDecision()] },
      { ...none, overrides: false },
      "failed",
    ],
  ] as const)("asks for %s", (_, over, promotion, code) => {
    expect(asked(over, { promotion }).code).toBe(code);
  });

  it("counts for no other service", () => {
    const promotion = { soakSeconds: 7200, evidenceAgeSeconds: 60, overrides: false, approval: true };

    expect(asked({}, { kind: "service", promotion }).code).toBe("passed");
  });

  it("asks for no soak in staging, which was passed once", () => {
    const staging = { kind: "environment", environment: "production" } as const;

    expect(asked({}, { ...staging, promotion: { ...none, soakSeconds: 7200 } }).code).toBe("passed");
  });
});

describe("a release that needs a person's approval", () => {
  const approval = { approval: true };
  const proceed = anOperatorDecision();

  it.each([
    ["nobody decided", []],
    ["it was decided before the verdict", [{ ...proceed, at: at(251) }]],
    ["the decision has expired", [{ ...proceed, expiresAt: anHourOn }]],
    ["only a hotfix was noted", [{ ...proceed, lane: "hotfix" as const }]],
  ])("waits while %s, and says what is awaited", (_, decisions) => {
    expect(asked({ ...approval, decisions })).toMatchObject({
      state: "waiting",
      code: "awaiting approval",
      reason:
        "shop@v2.3.1 in ap-southeast-2: awaits approval: a proceed on v2.3.1 of shop in ap-southeast-2, decided after its verdict",
      results: [{ awaited: { release: "v2.3.1", service: "shop", cluster: "production", region: "ap-southeast-2" } }],
      lookAgainAt: at(3660),
    });
  });

  it("opens by a proceed after the verdict, and closes by a later stop", () => {
    const alert = anOperatorDecision({ id: "d2", at: at(700), decision: "alert" });

    expect(asked({ ...approval, decisions: [proceed] }).code).toBe("passed");
    expect(asked({ ...approval, decisions: [proceed, alert] }).code).toBe("stopped by a person");
  });

  it("is not opened by the hotfix lane, nor by an approval of a failure", () => {
    expect(asked({ ...approval, soakSeconds: 7200 }, {}, { hotfix: { reason: "outage" } }).code).toBe(
      "awaiting approval",
    );
    expect(asked({ ...approval, verdict: "failed", decisions: [proceed] }).code).toBe("failed");
  });

  it("takes the approval of an earlier rollout of the same release for none", () => {
    const rollouts = [
      { ...approval, decisions: [proceed] },
      { ...approval, number: "2", startedAt: 900 },
    ];

    expect(askGate(rollouts).code).toBe("awaiting approval");
  });
});

describe("outside the promotion window", () => {
  const window: PromotionWindow = { days: ["mon"], from: "09:00", until: "16:00", zone: "UTC" };

  it("the gate waits, and says when it opens next", () => {
    expect(asked({ window })).toMatchObject({
      state: "waiting",
      code: "outside the window",
      lookAgainAt: "2026-03-02T09:00:00.000Z",
      reason:
        "shop@v2.3.1 in ap-southeast-2: outside the promotion window (mon 09:00-16:00 UTC), which opens next at mon 2026-03-02 09:00 UTC (2026-03-02T09:00:00.000Z)",
    });
    expect(asked({}, { promotion: { ...none, window } }).code).toBe("outside the window");
  });

  it("the hotfix lane passes, and tells that", () => {
    expect(asked({ window, soakSeconds: 3600 }, {}, { hotfix: { reason: "outage" } })).toMatchObject({
      state: "open",
      hotfix: { skippedSoakSeconds: 252, skippedWindow: true },
      results: [{ skippedSoakSeconds: 252, skippedWindow: true }],
    });
  });

  it("what is bad of the release is told first, and needed services go by other windows", () => {
    expect(asked({ window, verdict: "failed" }).code).toBe("failed");
    expect(asked({ window }, { kind: "service" }).code).toBe("passed");
  });

  it("both windows must be open, and closed for ever is closed", () => {
    const wednesday: PromotionWindow = { ...window, days: ["wed"] };

    expect(asked({ window }, { promotion: { ...none, window: wednesday } })).toMatchObject({
      state: "closed",
      code: "never in a window",
    });
  });
});

describe("the image of a release", () => {
  const [one, two] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`];
  const ran = (digest: string | undefined, id = "t1") =>
    aTask(
      {
        containers: [
          { name: "app", ...(digest && { imageDigest: digest }) },
          { name: "envoy", imageDigest: two },
        ],
      },
      id,
    );

  it("is the one that its tasks run where it states none", () => {
    expect(asked({ tasks: [ran(one)] }, { digest: two })).toMatchObject({ state: "closed", code: "other image" });
    expect(asked({ tasks: [ran(undefined)] }, { digest: one })).toMatchObject({ code: "image not known" });
    expect(asked({ tasks: [ran(one), ran(one, "t2")] }, { digest: one })).toMatchObject({
      state: "open",
      results: [{ evidence: { digest: one } }],
    });
  });

  it("is not the stated one where its tasks run another", () => {
    const reason = `shop@v2.3.1 in ap-southeast-2: its tasks run sha256:bbbbbbbbbbbb…, but the release states sha256:aaaaaaaaaaaa…`;

    for (const digest of [one, two, undefined])
      expect(asked({ digest: one, tasks: [ran(two)] }, digest ? { digest } : {})).toMatchObject({
        state: "closed",
        code: "other image",
        reason,
        results: [{ evidence: expect.not.objectContaining({ digest: one }) }],
      });
    expect(asked({ digest: one, tasks: [ran(one)] }, { digest: one }).state).toBe("open");
    expect(asked({ digest: one, tasks: [ran(undefined)] }, { digest: one }).state).toBe("open");
  });

  it("closes the gate when its tasks run several", () => {
    expect(asked({ tasks: [ran(one), ran(two, "t2")] })).toMatchObject({
      code: "other image",
      reason: "shop@v2.3.1 in ap-southeast-2: its tasks run several images: sha256:aaaaaaaaaaaa…, sha256:bbbbbbbbbbbb…",
    });
    expect(asked({ digest: one, tasks: [ran(one), ran(two, "t2")] }, { digest: one }).code).toBe("other image");
  });

  it("closes the gate when it is another one in another Region", () => {
    const requirements = [aRequirement(), aRequirement({ region: "eu-west-1" })];
    const facts = [one, two].map((digest, index) =>
      someFacts([aGateRollout({ tasks: [ran(digest)] })], requirements[index]),
    );

    expect(gate({ requirements }, facts, anHourOn)).toMatchObject({
      state: "closed",
      results: [{ code: "other image" }, {}],
    });
  });
});
