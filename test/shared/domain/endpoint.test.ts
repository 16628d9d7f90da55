import { describe, expect, it } from "vitest";
import { endpointOf, type Probed, secondsDown } from "../../../shared/domain/endpoint.ts";
import { anAddress, anUnansweredProbe, aProbe, probesBetween } from "../../builders/a-probe.ts";
import { at } from "../../builders/a-rollout.ts";

const bad = { status: 503 };

function endpoint(probed: Partial<Probed>) {
  const found = endpointOf(anAddress, 2000, { probes: [], startedAt: at(0), isFirst: false, ...probed });
  return { ...found, downtime: secondsDown(found) };
}

describe("an endpoint is reached", () => {
  it("never by silence, however often it is asked", () => {
    expect(endpoint({ probes: [anUnansweredProbe(0), anUnansweredProbe(5)] }).isReached).toBe(false);
  });

  it("never by what another address answered", () => {
    expect(endpoint({ probes: [aProbe(0, { url: "https://other.example.com/" })] })).toMatchObject({
      isReached: false,
      steps: [],
    });
  });

  it("by any answer, also a bad one that does not count", () => {
    expect(endpoint({ probes: [aProbe(0, bad)] }).isReached).toBe(true);
    expect(endpoint({ probes: [aProbe(0, bad)], isFirst: true })).toMatchObject({ isReached: true, steps: [] });
  });
});

describe("downtime counts", () => {
  it("from the first probe, before whose answer something else served", () => {
    expect(endpoint({ probes: [aProbe(0, bad), aProbe(5)] }).downtime).toBe(5);
  });

  it("silence before the first answer as well", () => {
    expect(endpoint({ probes: [anUnansweredProbe(0), aProbe(5)] })).toMatchObject({ downtime: 5, isReached: true });
  });

  it("until the end of a gap in which nobody asked no more than a step", () => {
    expect(endpoint({ probes: [aProbe(0, bad), aProbe(60)] }).downtime).toBe(5);
  });
});

describe("an endpoint was down already when it was first asked", () => {
  it("by what fails before its first good answer", () => {
    expect(endpoint({ probes: [aProbe(0, bad), aProbe(5), aProbe(10, bad)] })).toMatchObject({
      downBefore: [{ at: at(0) }],
      down: [{ at: at(10) }],
    });
  });

  it("no longer once the rollout is complete, which promises an answer", () => {
    expect(endpoint({ probes: [aProbe(0, bad), aProbe(5, bad)], completedAt: at(5) })).toMatchObject({
      downBefore: [{ at: at(0) }],
      down: [{ at: at(5) }],
    });
  });

  it("never in a first deployment", () => {
    expect(endpoint({ probes: [aProbe(0, bad), aProbe(5)], isFirst: true })).toMatchObject({
      downBefore: [],
      down: [],
    });
  });
});

describe("the time in which nobody asked", () => {
  it("is that before the first probe and that between two of them", () => {
    expect(endpoint({ probes: [aProbe(3), aProbe(8), aProbe(49)] })).toMatchObject({
      unaskedBefore: 3,
      longestGap: 41,
    });
    expect(endpoint({})).toMatchObject({ unaskedBefore: 0, longestGap: 0 });
  });

  it("does not matter before a first deployment's first good answer", () => {
    const probes = [aProbe(3, bad), aProbe(60), aProbe(65)];

    expect(endpoint({ probes, isFirst: true })).toMatchObject({ unaskedBefore: 0, longestGap: 5 });
  });
});

describe("of a first deployment, downtime counts", () => {
  it.each([
    ["never while nothing has served yet", [0, 5, 10], undefined, 0],
    ["from the rollout's completion, which promises an answer", [0, 5, 10], 5, 10],
    ["from a completion between two probes", [0, 5, 10], 4, 10],
  ])("%s", (_, seconds, completed, downtime) => {
    const probes = seconds.map((second) => aProbe(second, bad));

    expect(
      endpoint({ probes, isFirst: true, completedAt: completed === undefined ? undefined : at(completed) }),
    ).toMatchObject({ downtime });
  });

  it("from the first good answer, also before the completion", () => {
    const probes = [aProbe(0, bad), aProbe(5), aProbe(10, bad), aProbe(15)];

    expect(endpoint({ probes, isFirst: true })).toMatchObject({ downtime: 5, down: [{ at: at(10) }] });
    expect(endpoint({ probes, isFirst: true, completedAt: at(15) })).toMatchObject({ downtime: 5 });
  });

  it("never from an answer that was good but late", () => {
    expect(endpoint({ probes: [aProbe(0, { milliseconds: 2001 })], isFirst: true }).steps).toEqual([]);
  });
});

describe("the time for which it was asked after the rollout", () => {
  it("is none before the rollout is complete", () => {
    expect(endpoint({ probes: probesBetween(0, 60) }).askedAfter).toBe(0);
  });

  it("begins with the probe at its completion", () => {
    expect(endpoint({ probes: probesBetween(0, 60), completedAt: at(50) }).askedAfter).toBe(15);
    expect(endpoint({ probes: probesBetween(0, 60), completedAt: at(50.001) }).askedAfter).toBe(10);
  });

  it("has no part of a gap in which nobody asked, and counts two probes in one step once", () => {
    const probes = [0, 2, 300, 301].map((second) => aProbe(second));

    expect(endpoint({ probes, completedAt: at(0) }).askedAfter).toBe(13);
  });
});
