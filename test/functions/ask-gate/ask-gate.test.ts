import { beforeEach, describe, expect, it } from "vitest";
import { askGate } from "../../../functions/ask-gate/ask-gate.ts";
import type { GateDecision } from "../../../shared/domain/gate/decision.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { GateQuestionInput } from "../../../shared/schema/gate-question.ts";
import { parseShape } from "../../../shared/schema/problems.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const question = {
  requirements: [{ kind: "region" as const, service: "shop", region, release: "v2.3.1", soakSeconds: 0 }],
};

const profile = "promotion: { regions: [ap-southeast-2, eu-west-1], soak: 10m }";
const promotion = { service: "shop", cluster: "production", release: "v2.3.1", to: "eu-west-1" };
const hotfix = { reason: "INC-4711", by: "arn:aws:iam::111122223333:user/mia" };

let regions: SomeRegions;
let told: unknown[][];
let counted: GateDecision[];

beforeEach(async () => {
  regions = await someRegions([region]);
  told = [];
  counted = [];
  put = async (...event) => void told.push(event);
});

let put: (...event: unknown[]) => Promise<void>;

function ask(input: Parameters<ReturnType<typeof askGate>>[0] = question, text: string | undefined = profile) {
  const events = { put: (...event: unknown[]) => put(...event) };
  return askGate({
    evidenceOf: async () => regions.of(region),
    profileOf: async ({ to }) => (to === "us-east-1" ? undefined : { text, source: `profiles/${to}` }),
    clock: regions.cli.clock,
    events,
    count: (decision) => counted.push(decision),
  })(input);
}

describe("ask-gate", () => {
  it("tells nobody while it waits, as it is asked again and again", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ verdict: "running" }));

    expect(await ask()).toMatchObject({ state: "waiting", lookAgainAt: at(1380) });
    expect([told, counted.length]).toEqual([[], 1]);
  });

  it.each([
    ["failed", "closed"],
    ["passed", "open"],
  ] as const)(
    "tells the event bus after %s that the gate is %s, with the whole answer and what it is about",
    async (verdict, state) => {
      await keep(regions.of(region).evidence, aGateRollout({ verdict }));

      const decision = await ask();

      expect(decision.state).toBe(state);
      expect(told).toEqual([["Gate Decision", { version: "1", ...decision }, [serviceArn]]]);
    },
  );

  it("takes an appearBy, and is closed when nothing was seen by then", async () => {
    expect(await ask({ ...question, appearBy: at(301) })).toMatchObject({ state: "waiting" });
    expect(await ask({ ...question, appearBy: at(300) })).toMatchObject({ state: "closed" });
  });
});

describe("a promotion by the profile of the Region to which it goes", () => {
  it.each([
    [{ ...promotion, to: "us-east-1" }, profile, "us-east-1 has no profile of production/shop"],
    [{ ...promotion, to: "eu-north-1" }, profile, "eu-north-1 is not in promotion.regions of profiles/eu-north-1"],
    [promotion, "service: shop", "eu-west-1 is not in promotion.regions of profiles/eu-west-1 (none)"],
    [promotion, "promotion: { soak: 1 }", "profiles/eu-west-1 cannot be used: promotion.soak: "],
  ])("%j by %j is refused, and nobody is told", async (asked, text, message) => {
    await expect(ask({ promotion: asked }, text)).rejects.toThrow(message);
    await expect(ask({ promotion: asked }, text)).rejects.toMatchObject({ name: "InvalidInput" });
    expect([told, counted]).toEqual([[], []]);
  });

  it("requires what stands before it there, by its rules", async () => {
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await ask({ promotion })).toMatchObject({
      state: "waiting",
      results: [{ code: "soaking", requirement: { region, cluster: "production", promotion: { soakSeconds: 600 } } }],
    });
    expect(await ask({ promotion }, "promotion: { regions: [ap-southeast-2, eu-west-1] }")).toMatchObject({
      state: "open",
    });
  });

  it("requires the environment before the first Region, else nothing but its window", async () => {
    const first = { promotion: { ...promotion, to: region } };
    const window = "{ days: [mon], from: '09:00', until: '16:00', zone: UTC }";

    expect(await ask(first)).toMatchObject({ state: "open", results: [] });
    expect(await ask(first, `promotion: { regions: [${region}], window: ${window} }`)).toMatchObject({
      state: "waiting",
      lookAgainAt: "2026-03-02T09:00:00.000Z",
    });
    expect(await ask(first, `promotion: { regions: [${region}], requires: { environment: staging } }`)).toMatchObject({
      results: [{ code: "missing", requirement: { kind: "environment", environment: "staging" } }],
    });
  });
});

async function kept() {
  return (await regions.of(region).evidence.dossier("v2.3.1"))?.rollouts[0]?.decisions ?? [];
}

describe("the hotfix lane of ask-gate", () => {
  it("does not open when its use cannot be kept, and nobody is told that it is open", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ soakSeconds: 600 }));
    const { evidence } = regions.of(region);
    evidence.addDecision = () => Promise.reject(new ValidatorError("AccessDenied", "dynamodb:PutItem is refused"));

    await expect(ask({ ...question, hotfix })).rejects.toThrow("dynamodb:PutItem is refused");
    expect([told, counted]).toEqual([[], []]);
  });

  it("keeps beside the verdict what was skipped, by whom and why", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ soakSeconds: 600 }));

    expect(await ask({ ...question, hotfix })).toMatchObject({ state: "open", hotfix: { by: hotfix.by } });

    expect(await kept()).toMatchObject([
      { lane: "hotfix", by: { principal: hotfix.by }, reason: "skipped 9m12s of soak: INC-4711" },
    ]);
  });

  it("keeps its use once when it is asked again, as the event bus did not answer", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ soakSeconds: 600 }));
    const { put: answering } = { put };
    put = () => Promise.reject(new ValidatorError("DependencyThrottled", "events:PutEvents was throttled"));
    await expect(ask({ ...question, hotfix })).rejects.toThrow("events:PutEvents was throttled");
    put = answering;
    await regions.sleep(7);

    expect(await ask({ ...question, hotfix })).toMatchObject({ state: "open" });
    expect(await kept()).toMatchObject([{ reason: "skipped 9m12s of soak: INC-4711" }]);
    expect(told).toHaveLength(1);
  });

  it("keeps another reason beside it", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ soakSeconds: 600 }));
    await ask({ ...question, hotfix });
    await ask({ ...question, hotfix: { ...hotfix, reason: "INC-4712" } });

    expect((await kept()).map(({ reason }) => reason).sort()).toEqual([
      "skipped 9m12s of soak: INC-4711",
      "skipped 9m12s of soak: INC-4712",
    ]);
  });

  it("keeps nothing when it skips nothing", async () => {
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await ask({ ...question, hotfix })).toMatchObject({ state: "open" });
    expect(await kept()).toEqual([]);
  });
});

describe("its input", () => {
  it.each([
    [{}, "requirements: "],
    [{ ...question, promotion }, "requirements: "],
    [{ promotion: { ...promotion, cluster: undefined } }, "promotion.cluster: "],
    [{ promotion: { ...promotion, to: "sydney" } }, "promotion.to: must be an AWS Region"],
    [{ ...question, hotfix: { reason: "INC-4711" } }, "hotfix.by: "],
    [{ requirements: [] }, "requirements: "],
    [
      { requirements: [{ ...question.requirements[0], region: "sydney" }] },
      "requirements[0].region: must be an AWS Region",
    ],
    [{ requirements: [{ ...question.requirements[0], soak: 1 }] }, "requirements[0]: "],
    [{ ...question, hotfix: {} }, "hotfix.reason: "],
  ])("%j is refused, by its path", (input, problem) => {
    expect(parseShape(GateQuestionInput, input).problems?.[0]).toContain(problem);
  });
});
