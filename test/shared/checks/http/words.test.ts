import { describe, expect, it } from "vitest";
import {
  blindText,
  downBeforeText,
  downText,
  numbersOf,
  silentText,
  standingText,
} from "../../../../shared/checks/http/words.ts";
import { endpointOf } from "../../../../shared/domain/endpoint.ts";
import type { Probe } from "../../../../shared/domain/probe.ts";
import { anAddress, anUnansweredProbe, aProbe, probesBetween } from "../../../builders/a-probe.ts";
import { at } from "../../../builders/a-rollout.ts";

function endpoint(probes: readonly Probe[], over: { readonly isFirst?: boolean; readonly url?: string } = {}) {
  return endpointOf(over.url ?? anAddress, 2000, { probes, startedAt: at(0), isFirst: over.isFirst ?? false });
}

describe("downtime is told", () => {
  const asked = (probe: Probe) => downText(endpoint([aProbe(0), probe]), 0);

  it.each([
    ["with the status", aProbe(35, { status: 503 }), "first at 10:00:35 UTC with HTTP 503"],
    [
      "with a bad status rather than with its slowness",
      aProbe(35, { status: 500, milliseconds: 3000 }),
      "with HTTP 500",
    ],
    ["with the time of a good answer", aProbe(35, { milliseconds: 2345 }), "with an answer after 2345 ms"],
    ["with the socket's code", anUnansweredProbe(35, { error: "ECONNRESET" }), "with ECONNRESET"],
    ["without a code where there is none", anUnansweredProbe(35, { error: "no answer" }), "with no answer"],
    ["as time that was over", anUnansweredProbe(35, { error: "timeout" }), "without an answer in time"],
  ])("%s", (_, probe, text) => {
    expect(asked(probe)).toContain(text);
  });

  it("with its first failed probe, its length, and what is allowed", () => {
    const probes = [aProbe(0), aProbe(5, { status: 503 }), anUnansweredProbe(10)];

    expect(downText(endpoint(probes), 0)).toBe(
      `${anAddress} was down for 10s: 2 of 3 probes failed, first at 10:00:05 UTC with HTTP 503; it may not be down at all`,
    );
    expect(downText(endpoint(probes), 90)).toMatch(/; at most 1m30s is allowed$/);
  });
});

describe("a long address is told", () => {
  it("with its beginning, so that a commit status has room for what became of it", () => {
    const url = `https://manage.example.com/${"a".repeat(400)}`;
    const probes = [aProbe(0, { url }), aProbe(5, { url, status: 503 })];

    expect(downText(endpoint(probes, { url }), 0)).toMatch(/^https:\/\/manage\.example\.com\/a{52}… was down for 5s/);
  });
});

describe("an address that was down already is told", () => {
  it("with when it was first asked, how it answered, and for how long", () => {
    const probes = [aProbe(1.2, { status: 503 }), aProbe(6.2)];

    expect(downBeforeText(endpoint(probes))).toBe(
      `${anAddress} was down when first asked, 2s after the rollout began, with HTTP 503, for 5s: this rollout, or what was before it, took it down`,
    );
  });
});

describe("time in which nobody asked is told", () => {
  it("as the beginning of the rollout, or as a part of it, whichever is longer", () => {
    expect(blindText(endpoint([aProbe(121), aProbe(160)]))).toBe(
      `${anAddress} was not asked in the first 2m01s of the rollout: whether it was down then is not known`,
    );
    expect(blindText(endpoint([aProbe(1), aProbe(56)]))).toContain("was not asked for 55s during the rollout");
  });
});

describe("what stands so far is told", () => {
  it("as nothing while nothing counts, though a first deployment's bad answers came", () => {
    expect(standingText([endpoint([])], 0)).toBe("no good answer yet");
    expect(standingText([endpoint([aProbe(0, { status: 503 })], { isFirst: true })], 0)).toBe("no good answer yet");
  });

  it("as silence of the address that has not answered", () => {
    const silent = endpoint([anUnansweredProbe(0, { url: "https://pay.example.com/" })], {
      url: "https://pay.example.com/",
    });

    expect(standingText([endpoint([aProbe(0)]), silent], 0)).toBe(
      "no probe of https://pay.example.com/ is answered so far",
    );
  });

  it("with the count of probes and no more than what was asked", () => {
    expect(standingText([endpoint([aProbe(0)])], 0)).toBe("1 probe: none found it down");
    expect(standingText([endpoint(probesBetween(0, 55))], 0)).toBe("12 probes, at most 5s apart: none found it down");
  });

  it("with the downtime, rounded up to the second that it began", () => {
    const probes = [aProbe(-5), aProbe(0, { status: 503 }), aProbe(1.2)];

    expect(standingText([endpoint(probes)], 10)).toBe("3 probes, at most 5s apart: down for 2s of at most 10s");
  });
});

describe("silence is told", () => {
  it("with how the last probe ended", () => {
    expect(silentText(endpoint([anUnansweredProbe(0), anUnansweredProbe(5, { error: "timeout" })]))).toBe(
      `no probe of ${anAddress} was ever answered (the last without an answer in time): it is down, or the validator cannot reach it from where it runs`,
    );
  });
});

describe("the numbers of all addresses", () => {
  it("are zero without any probe, and no downtime is known", () => {
    expect(numbersOf([endpoint([])])).toEqual({
      probes: 0,
      failedProbes: 0,
      slowestMilliseconds: 0,
      longestGapSeconds: 0,
    });
  });

  it("count the probes of all, and tell the worst of each other number", () => {
    const url = "https://pay.example.com/";
    const pay = endpoint(
      [aProbe(0, { url, milliseconds: 900 }), aProbe(5, { url, status: 500 }), aProbe(37.4, { url })],
      { url },
    );

    expect(numbersOf([endpoint(probesBetween(0, 10)), pay])).toEqual({
      probes: 6,
      failedProbes: 1,
      downtimeSeconds: 5,
      slowestMilliseconds: 900,
      longestGapSeconds: 33,
    });
  });
});
