import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dotenv } from "../../../shared/reports/dotenv.ts";
import { reportDotenv } from "../../../shared/reports/report-dotenv.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { aFailedPlace, aPlace, aReport, hostileTexts } from "./a-report.ts";

describe("a dotenv report", () => {
  it("keeps a value on its line, without anything that a shell acts on", () => {
    for (const text of hostileTexts) expect(dotenv({ A: text, B: "b" })).toMatch(/^A=[\w .,:/@+=%-]*\nB=b\n$/);
  });

  it("stays within GitLab's 20 variables and 5 KB, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string({ unit: "binary", maxLength: 9000 }), { maxKeys: 40 }),
        (all) => {
          const text = dotenv(all);
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5120);
          expect(text.split("\n").length - 1).toBeLessThanOrEqual(20);
          expect(text).toMatch(/^(?:[A-Z0-9_]*=[\w .,:/@+=%-]*\n)*$/);
        },
      ),
    );
  });

  it("speaks for the worst Region", () => {
    const text = reportDotenv(aReport({ places: [aPlace(), { ...aFailedPlace(), region: "eu-west-1" }] }));

    expect(text.split("\n")).toEqual([
      "ROLLOUT_VERDICT=failed",
      "ROLLOUT_DECISION=alert",
      "ROLLOUT_RELEASE=v2.3.1",
      "ROLLOUT_SERVICE=shop",
      "ROLLOUT_ENVIRONMENT=production",
      "ROLLOUT_REGIONS=ap-southeast-2,eu-west-1",
      "ROLLOUT_CHECKS=2/2",
      "ROLLOUT_REPORTED_AT=2026-03-01T10:05:00.000Z",
      "ROLLOUT_DECIDED_AS=",
      "ROLLOUT_DECIDED_BY=",
      "ROLLOUT_REASON=started: rejected line seen",
      "ROLLOUT_VERDICT_AP_SOUTHEAST_2=passed",
      "ROLLOUT_VERDICT_EU_WEST_1=failed",
      "",
    ]);
  });

  it("says what a person decided about the worst Region, beside the verdict", () => {
    const failed = aFailedPlace();
    const decided = (over: Parameters<typeof anOperatorDecision>[0]) => {
      const decisions = [anOperatorDecision(over)];
      return { ...failed, ...(failed.rollout && { rollout: { ...failed.rollout, decisions } }) };
    };
    const textOf = (over: Parameters<typeof anOperatorDecision>[0], now = at(700)) =>
      reportDotenv(aReport({ at: now, places: [aPlace({ region: "eu-west-1" }), decided(over)] }));

    expect(textOf({})).toContain("ROLLOUT_DECISION=alert\n");
    expect(textOf({})).toContain(
      "\nROLLOUT_DECIDED_AS=proceed\nROLLOUT_DECIDED_BY=arn:aws:sts::111122223333:assumed-role/operator/mia\n",
    );
    const by = { principal: "arn:x", gitlabUser: "mia" };
    expect(textOf({ by, decision: "delegate" })).toContain("DECIDED_AS=delegate\nROLLOUT_DECIDED_BY=mia\n");
    expect(textOf({ lane: "hotfix" })).toContain("DECIDED_AS=\nROLLOUT_DECIDED_BY=\n");
    // A stop holds on; a proceed has expired by then.
    const nextDay = at(86_400);
    expect(textOf({}, nextDay)).toContain("DECIDED_AS=\nROLLOUT_DECIDED_BY=\n");
    expect(textOf({ decision: "alert" }, nextDay)).toContain("DECIDED_AS=alert\n");
  });

  it("has a place for every number of Regions", () => {
    const places = Array.from({ length: 40 }, (_, index) => aPlace({ region: `eu-west-${index}` }));

    expect(reportDotenv(aReport({ places })).split("\n")).toHaveLength(21);
  });
});
