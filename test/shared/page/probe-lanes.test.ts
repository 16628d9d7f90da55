import { describe, expect, it } from "vitest";
import type { Measurement, RolloutDossier } from "../../../shared/domain/evidence.ts";
import type { Probe } from "../../../shared/domain/probe.ts";
import { probeLanes } from "../../../shared/page/probe-lanes.ts";
import { timeScale } from "../../../shared/page/time-scale.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aServiceDeployment, aServiceMeasurement } from "../../builders/a-service-measurement.ts";

const scale = timeScale(start, at(100));
const health = "https://manage.example.com/health";
const login = "https://manage.example.com/login";

/** One every five seconds. */
function probes(statuses: readonly (number | undefined)[], url = health): readonly Probe[] {
  return statuses.map((status, index) => ({
    at: at(index * 5),
    url,
    milliseconds: 40,
    ...(status === undefined ? { error: "ECONNREFUSED" } : { status }),
  }));
}

function asked(seen: readonly Probe[], config: Readonly<Record<string, unknown>> = {}): RolloutDossier {
  const check = { name: "reachable", kind: "http", url: health, ...config };
  return aDossier({
    record: aRecord({ profile: aProfile({ checks: [check] }) }),
    measurements: [{ of: "probes", check: "reachable", at: at(50), probes: seen }],
  });
}

describe("the lanes of endpoints", () => {
  it("show how long one was down, and how its first failed probe ended", () => {
    const [lane] = probeLanes(asked(probes([200, 200, undefined, 503, 200])), scale);

    expect(lane).toMatchObject({ label: "reachable", note: "5 probes, down 10s", tone: "bad" });
    expect(lane?.bars).toMatchObject([
      { from: 0, to: 0.1, kind: "good" },
      { from: 0.1, to: 0.2, kind: "bad", title: expect.stringMatching(/^down .* first ECONNREFUSED after 40 ms$/) },
      { from: 0.2, to: 0.25, kind: "good" },
    ]);
  });

  it("count an answer later than the profile's time-out as down", () => {
    const slow = probes([200]).map((probe) => ({ ...probe, milliseconds: 1500 }));

    expect(probeLanes(asked(slow, { timeout: "1s" }), scale)[0]).toMatchObject({ tone: "bad" });
    expect(probeLanes(asked(slow), scale)[0]).toMatchObject({ tone: "good", note: "1 probe" });
  });

  it("call nothing down that never answered, as the validator may not reach it", () => {
    const [lane] = probeLanes(asked(probes([undefined, undefined])), scale);

    expect(lane).toMatchObject({ note: "2 probes, no good answer", tone: "plain", bars: [{ kind: "pending" }] });
  });

  it("call nothing down before the first good answer of a service's first deployment", () => {
    const serviceDeployment = aServiceDeployment({ replacesNothing: true });
    const first = {
      of: "service",
      check: "task-health",
      at: at(1),
      service: aServiceMeasurement({ serviceDeployment }),
    };
    const dossier = asked(probes([503, 503, 200, 503]));
    const [lane] = probeLanes({ ...dossier, measurements: [...dossier.measurements, first as Measurement] }, scale);

    expect(lane).toMatchObject({ note: "4 probes, down 5s", tone: "bad" });
    expect(lane?.bars.map(({ kind }) => kind)).toEqual(["pending", "good", "bad"]);
  });

  it("leave a gap where nothing was asked", () => {
    const early = probes([200, 200]);
    const late = probes([200, 200]).map((probe, index) => ({ ...probe, at: at(60 + index * 5) }));

    expect(probeLanes(asked([...early, ...late]), scale)[0]?.bars).toMatchObject([
      { from: 0, to: 0.1 },
      { from: 0.6, to: 0.7 },
    ]);
  });

  it("are one for each address, also before the first probe", () => {
    const lanes = probeLanes(asked(probes([200], login), { url: [health, login] }), scale);

    expect(lanes).toMatchObject([
      { label: "reachable: /health", note: "0 probes", tone: "plain", bars: [] },
      { label: "reachable: /login", note: "1 probe", tone: "good" },
    ]);
  });

  it("are told apart by the host where one has it alone, else by the path", () => {
    const lanes = probeLanes(asked([], { url: [health, login, "https://pay.example.com/health"] }), scale);

    expect(lanes.map(({ label }) => label)).toEqual([
      "reachable: /health",
      "reachable: /login",
      "reachable: pay.example.com",
    ]);
  });
});
