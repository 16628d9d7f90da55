import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dotenv } from "../../../shared/reports/dotenv.ts";
import { reportDotenv } from "../../../shared/reports/report-dotenv.ts";
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
      "ROLLOUT_REASON=started: rejected line seen",
      "ROLLOUT_VERDICT_AP_SOUTHEAST_2=passed",
      "ROLLOUT_VERDICT_EU_WEST_1=failed",
      "",
    ]);
  });

  it("has a place for every number of Regions", () => {
    const places = Array.from({ length: 40 }, (_, index) => aPlace({ region: `eu-west-${index}` }));

    expect(reportDotenv(aReport({ places })).split("\n")).toHaveLength(20);
  });
});
