import { describe, expect, it } from "vitest";
import type { RolloutDossier } from "../../../shared/domain/evidence.ts";
import type { VerdictStatus } from "../../../shared/domain/verdict.ts";
import { anchorOf, currentOf, inReadingOrder, standingOf, standingOfRelease } from "../../../shared/page/standing.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aDossier, inPlace } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";

interface Told {
  readonly status?: VerdictStatus;
  readonly decision?: "alert" | "delegate";
  readonly service?: string;
  readonly startedAt?: string;
  readonly number?: string;
}

function told({ status, decision = "delegate", startedAt = at(0), ...place }: Told): RolloutDossier {
  const verdict = status && aVerdict({ status, decision: status === "passed" ? "proceed" : decision });
  const { rollout, ...record } = aRecord();
  const dossier = aDossier({ record: { ...record, rollout: { ...rollout, startedAt }, ...(verdict && { verdict }) } });
  return inPlace(dossier, { number: "1", ...place });
}

const silent = [{ region: "eu-west-1", reason: "throttled" }];

describe("the standing of a release", () => {
  it("is inconclusive when nothing is known of it", () => {
    expect(standingOfRelease({ rollouts: [], unanswered: [] })).toBe("inconclusive");
  });

  it("has not passed while a Region does not answer", () => {
    const rollouts = [told({ status: "passed" })];

    expect(standingOfRelease({ rollouts, unanswered: silent })).toBe("inconclusive");
    expect(standingOfRelease({ rollouts, unanswered: [] })).toBe("passed");
  });

  it("has failed where it failed, whoever does not answer", () => {
    const rollouts = [told({ status: "passed", service: "auth" }), told({ status: "failed" })];

    expect(standingOfRelease({ rollouts, unanswered: silent })).toBe("failed");
  });

  it("is still running without a verdict, unless another place has failed or could not be judged", () => {
    const running = told({ service: "auth" });

    expect(standingOfRelease({ rollouts: [running, told({ status: "passed" })], unanswered: [] })).toBe("running");
    expect(standingOfRelease({ rollouts: [running, told({ status: "inconclusive" })], unanswered: [] })).toBe(
      "inconclusive",
    );
  });

  it("is that of the last rollout in each place: an earlier one is history, in whatever order they come", () => {
    const failed = told({ status: "failed", number: "1" });
    const again = told({ status: "passed", number: "2", startedAt: at(900) });

    expect(standingOfRelease({ rollouts: [again, failed], unanswered: [] })).toBe("passed");
    expect(currentOf([again, failed])).toEqual([again]);
  });
});

describe("the reading order", () => {
  it("begins with a failure that was seen, then what is missing, then what could not be judged", () => {
    const rollouts = [
      told({ status: "passed", service: "a" }),
      told({ status: "superseded", service: "b" }),
      told({ service: "c" }),
      told({ status: "inconclusive", service: "d" }),
      told({ status: "failed", service: "e" }),
      told({ status: "failed", decision: "alert", service: "f" }),
    ];

    const names = inReadingOrder(rollouts).map(({ record }) => record.rollout.name.service);

    expect(names).toEqual(["f", "e", "d", "c", "b", "a"]);
  });

  it("ends with what was replaced, however bad it was, and loses nothing", () => {
    const failed = told({ status: "failed", number: "1" });
    const again = told({ status: "passed", number: "2", startedAt: at(900) });

    expect(inReadingOrder([failed, again]).map(standingOf)).toEqual(["passed", "failed"]);
  });
});

it("every rollout of a release has an anchor of its own", () => {
  const rollouts = [told({}), told({ number: "2" }), told({ service: "auth" })];

  expect(new Set(rollouts.map(anchorOf)).size).toBe(3);
});
