import { describe, expect, it } from "vitest";
import { courseOf } from "../../../shared/domain/course.ts";
import type { Measurement, ServiceMeasurement } from "../../../shared/domain/evidence.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aProbe } from "../../builders/a-probe.ts";
import { at } from "../../builders/a-rollout.ts";
import {
  aMeasurementByDeployments,
  aServiceDeployment,
  aServiceMeasurement,
} from "../../builders/a-service-measurement.ts";

function aHealth(over: Partial<Finding> = {}): Finding {
  return aFinding({ check: "task-health", kind: "task-health", at: at(90), ...over });
}

function looked(second: number, service: ServiceMeasurement): Measurement {
  return { of: "service", check: "task-health", at: at(second), service };
}

const going = aServiceDeployment({ status: "IN_PROGRESS" });
const first = aServiceMeasurement({ serviceDeployment: aServiceDeployment({ replacesNothing: true }) });

describe("when the rollout was complete", () => {
  const completedAt = (...findings: readonly Finding[]) => courseOf({ findings, measurements: [] }).completedAt;

  it("is not known without a finding on the tasks' health, or while that is open", () => {
    expect(completedAt()).toBeUndefined();
    expect(completedAt(aFinding())).toBeUndefined();
    expect(completedAt(aHealth({ status: "pending" }))).toBeUndefined();
    expect(completedAt(aHealth({ status: "failed" }))).toBeUndefined();
    expect(completedAt(aHealth({ status: "inconclusive" }))).toBeUndefined();
  });

  it("is what ECS says, also of a rollout whose tasks are not well", () => {
    expect(completedAt(aHealth({ facts: { completedAt: at(60) } }))).toBe(at(60));
    expect(completedAt(aHealth({ status: "pending", facts: { completedAt: at(60) } }))).toBe(at(60));
  });

  it("is when it was seen, where ECS does not say it", () => {
    expect(completedAt(aHealth({ facts: { running: 2 } }))).toBe(at(90));
  });
});

describe("whether it is the service's first deployment", () => {
  const isFirst = (measurements: readonly Measurement[], findings: readonly Finding[] = []) =>
    courseOf({ findings, measurements }).isFirst;

  it("is supposed while nobody has looked at the service: nothing fails by what is not known", () => {
    expect(isFirst([])).toBe(true);
    expect(isFirst([{ of: "probes", check: "reachable", at: at(5), probes: [aProbe(5)] }])).toBe(true);
  });

  it("is supposed while ECS does not show its service deployment yet, until the rollout is complete", () => {
    const unseen = [looked(1, aMeasurementByDeployments())];

    expect(isFirst(unseen)).toBe(true);
    expect(isFirst(unseen, [aHealth({ status: "passed" })])).toBe(false);
  });

  it("is as the service deployment says", () => {
    expect(isFirst([looked(1, aServiceMeasurement({ serviceDeployment: going }))])).toBe(false);
    expect(isFirst([looked(1, first)])).toBe(true);
  });

  it("stays known when a later look shows no service deployment", () => {
    const { serviceDeployment: _, ...gone } = aServiceMeasurement();

    expect(isFirst([looked(1, first), looked(9, gone)], [aHealth()])).toBe(true);
    expect(isFirst([looked(1, aServiceMeasurement()), looked(9, gone)])).toBe(false);
  });
});
