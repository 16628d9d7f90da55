import { parseScenario, type ReadScenario } from "../../local/scenario/read-scenario.ts";
import type { Fault } from "../../local/scenario/schema/surroundings.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";

/** The three rollouts that trouble is played over: small, and each decided by another source. */
export const subjectNames = ["healthy", "failing", "rolled back"] as const;
export type SubjectName = (typeof subjectNames)[number];

/** What must come out when nobody is disturbed: lines and ECS together, one line alone, ECS alone. */
export const undisturbed: Readonly<Record<SubjectName, VerdictStatus>> = {
  healthy: "passed",
  failing: "failed",
  "rolled back": "failed",
};

export const subjectProfile = {
  service: "bf-manage-core",
  environment: "production",
  rollout: { within: "3m" },
  notify: { on: ["started", "passed", "failed", "inconclusive"] },
  readings: {
    targetHealth: true,
    metrics: [
      {
        name: "errors",
        namespace: "AWS/ApplicationELB",
        metric: "HTTPCode_Target_5XX_Count",
        dimensions: { TargetGroup: "targetgroup/bf-manage-core/73e2d6bc24d8a067" },
        statistic: "Sum",
      },
    ],
  },
  checks: [
    { name: "migrations", kind: "log-signature", preset: "flyway", within: "1m" },
    {
      name: "started",
      kind: "log-signature",
      within: "1m",
      expect: [{ pattern: "Started \\S+ in [0-9.]+ seconds", quorum: "every-task" }],
      reject: [{ pattern: "APPLICATION FAILED TO START" }],
    },
    { name: "image", kind: "artifact" },
  ],
};

const migrated = 'Successfully applied 1 migration to schema "public", now at version v42 (execution time 00:01.000s)';
const started = "Started Application in 4.2 seconds (process running for 5)";

const timelines: Readonly<Record<SubjectName, readonly object[]>> = {
  healthy: [
    { at: "20s", tasks: "all", status: "RUNNING" },
    { at: "24s", tasks: 1, log: migrated },
    { at: "26s", tasks: "all", log: started },
    { at: "60s", rollout: "COMPLETED" },
  ],
  failing: [
    { at: "20s", tasks: "all", status: "RUNNING" },
    { at: "24s", tasks: 1, log: migrated },
    { at: "26s", tasks: 1, log: started },
    { at: "30s", tasks: 2, log: "APPLICATION FAILED TO START" },
    { at: "90s", rollout: "COMPLETED" },
  ],
  "rolled back": [
    { at: "20s", tasks: "all", status: "RUNNING" },
    { at: "24s", tasks: 1, log: migrated },
    { at: "26s", tasks: "all", log: started },
    { at: "40s", tasks: 2, log: "java.lang.OutOfMemoryError: Java heap space" },
    { at: "42s", tasks: 2, status: "STOPPED", exitCode: 1 },
    { at: "45s", rollout: "FAILED", reason: "ECS deployment circuit breaker: an alarm went off." },
    { at: "75s", rollout: "ROLLBACK_SUCCESSFUL" },
  ],
};

/** A subject as a scenario, with its trouble. */
export function subject(name: SubjectName, faults: readonly Fault[] = []): ReadScenario {
  const text = JSON.stringify({
    title: name,
    service: { desired: 2, targetGroups: ["bf-manage-core"] },
    profile: subjectProfile,
    timeline: timelines[name],
    // As deployed; with trouble long enough to close what was left open.
    reconcile: { every: "1m", until: faults.length === 0 ? "2m" : "10m" },
    // The workflow tries for more than an hour to write its verdict.
    limit: "6h",
    expect: { verdict: undisturbed[name] },
  });
  const read = parseScenario(text);
  return { ...read, scenario: { ...read.scenario, faults: [...faults] } };
}
