import { describe, expect, it } from "vitest";
import type { Delivery, Measurement, RolloutDossier } from "../../../shared/domain/evidence.ts";
import { lookLane, postLane, stateLane } from "../../../shared/page/service-lanes.ts";
import { timeScale } from "../../../shared/page/time-scale.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at, start } from "../../builders/a-rollout.ts";
import {
  aMeasurementByDeployments,
  aServiceDeployment,
  aServiceMeasurement,
} from "../../builders/a-service-measurement.ts";

const scale = timeScale(start, at(100));

function seen(...looks: readonly (readonly [second: number, status: string, finishedAt?: string])[]): RolloutDossier {
  const measurements = looks.map(([second, status, finishedAt]): Measurement => {
    const { finishedAt: _, ...deployment } = aServiceDeployment({ status });
    const serviceDeployment = { ...deployment, ...(finishedAt !== undefined && { finishedAt }) };
    return { of: "service", check: "task-health", at: at(second), service: aServiceMeasurement({ serviceDeployment }) };
  });
  return aDossier({ measurements });
}

describe("the lane of the rollout", () => {
  it("changes its state where ECS says that it ended, not when somebody looked", () => {
    const dossier = seen([1, "IN_PROGRESS"], [20, "IN_PROGRESS"], [90, "SUCCESSFUL", at(80)]);

    expect(stateLane(dossier, scale)).toMatchObject({
      bars: [
        { kind: "going", from: 0, to: 0.8 },
        { kind: "good", from: 0.8, to: 1 },
      ],
      note: "SUCCESSFUL",
      tone: "good",
    });
  });

  it.each([
    ["ROLLBACK_IN_PROGRESS", "bad"],
    ["STOPPED", "ended"],
    ["SOMETHING_NEW", "going"],
  ])("shows %s as %s", (status, kind) => {
    expect(stateLane(seen([1, "IN_PROGRESS"], [50, status]), scale).bars.at(-1)).toMatchObject(
      kind === "going" ? { kind, title: status, from: 0.5 } : { kind, from: 0.5 },
    );
  });

  it("does not take an end that was seen first for what the rollout had always been", () => {
    const dossier = seen([90, "ROLLBACK_SUCCESSFUL", at(80)]);

    expect(stateLane(dossier, scale).bars).toMatchObject([
      { kind: "going", from: 0, to: 0.8, title: "not read yet" },
      { kind: "bad", from: 0.8, to: 1 },
    ]);
  });

  it("takes the deployment's word where there is no service deployment", () => {
    const service = aMeasurementByDeployments();
    const dossier = aDossier({ measurements: [{ of: "service", check: "task-health", at: at(9), service }] });

    expect(stateLane(dossier, scale).note).toBe("COMPLETED");
  });

  it("says so when the service was never read", () => {
    expect(stateLane(aDossier({ measurements: [] }), scale)).toMatchObject({ bars: [], note: "not read" });
  });
});

it("looks outside of the drawing are not counted", () => {
  expect(lookLane(seen([1, "IN_PROGRESS"], [500, "SUCCESSFUL"]), scale).note).toBe("1 look kept");
});

describe("the lane of the GitLab status", () => {
  const delivery = (outcome: Delivery["posted"]["outcome"]): Delivery => ({
    phase: "verdict",
    at: at(50),
    name: "n",
    state: "failed",
    description: "d",
    posted: { outcome },
  });

  it.each([
    ["posted", "shows failed"],
    ["already posted", "shows failed"],
    ["parked", "parked"],
    ["skipped", "skipped"],
  ] as const)("of a status that was %s says: %s", (outcome, note) => {
    const lane = postLane(aDossier({ deliveries: [delivery(outcome)] }), scale);

    expect(lane).toMatchObject({ note, spots: [{ kind: "post", at: 0.5, title: `failed: ${outcome}` }] });
  });

  it("says that nothing was posted", () => {
    expect(postLane(aDossier(), scale).note).toBe("nothing posted");
  });
});
