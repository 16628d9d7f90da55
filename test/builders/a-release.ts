import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Task } from "../../shared/domain/task.ts";
import { lifeOfTasks } from "../../shared/domain/timeline.ts";
import type { PageInput } from "../../shared/page/standing.ts";
import { aFinding, aVerdict } from "./a-finding.ts";
import { aRecord } from "./a-record.ts";
import { account, at } from "./a-rollout.ts";
import { aServiceMeasurement } from "./a-service-measurement.ts";
import { aCrashedTask, aTask } from "./a-task.ts";
import { aCoverage, aLogHit } from "./log-evidence.ts";

/** A rollout of `shop` that passed, with two tasks that run and said so. */
export function aDossier(over: Partial<RolloutDossier> = {}): RolloutDossier {
  const tasks = over.tasks ?? [aTask(), aTask({}, "t2")];
  return {
    record: aRecord({ verdict: aVerdict() }),
    findings: [
      aFinding({ check: "task-health", kind: "task-health", reason: "rollout SUCCESSFUL, 2/2 tasks running" }),
      aFinding(),
    ],
    tasks,
    measurements: [
      { of: "service", check: "task-health", at: at(70), service: aServiceMeasurement() },
      { of: "logs", check: "started", at: at(20), hits: [aLogHit(), aLogHit({ taskId: "t2" })] },
    ],
    coverage: aCoverage(at(20)),
    timeline: lifeOfTasks(tasks),
    signals: [],
    deliveries: [],
    decisions: [],
    readings: [],
    applies: [],
    ...over,
  };
}

/** The same rollout in another place: its service, Region and number. */
export function inPlace(
  dossier: RolloutDossier,
  { service = "shop", region = "ap-southeast-2", number = "1" },
): RolloutDossier {
  const serviceArn = `arn:aws:ecs:${region}:${account}:service/production/${service}`;
  const deploymentId = `ecs-svc/${number}`;
  const { record } = dossier;
  const name = { ...record.rollout.name, region, service };
  const serviceDeploymentArn = `arn:aws:ecs:${region}:${account}:service-deployment/production/${service}/${number}`;
  return {
    ...dossier,
    record: {
      ...record,
      key: { ...record.key, rollout: { serviceArn, deploymentId } },
      rollout: { ...record.rollout, serviceArn, deploymentId, number, name, serviceDeploymentArn },
    },
  };
}

/** A rollout whose started check met a line that it rejects. */
export function aFailedDossier(line = "PANIC: no database", over: Partial<RolloutDossier> = {}): RolloutDossier {
  const stream = "shop/app/t1";
  const reason = `app of task t1 logged: ${line}`;
  return aDossier({
    record: aRecord({
      verdict: aVerdict({ status: "failed", decision: "alert", reason: `started: ${reason}`, passedChecks: 0 }),
    }),
    findings: [
      aFinding({ check: "task-health", kind: "task-health", status: "pending", reason: "1/2 tasks running" }),
      aFinding({
        status: "failed",
        sign: "seen",
        reason,
        lines: [{ at: at(15), group: "/ecs/shop", stream, text: line }],
      }),
    ],
    tasks: [aCrashedTask(), aTask({}, "t2")],
    ...over,
  });
}

/** What a page is made of; two minutes after the verdict. */
export function aPageInput(over: Partial<PageInput> = {}): PageInput {
  return { releaseId: "v2.3.1", rollouts: [aDossier()], unanswered: [], readAt: at(372), ...over };
}

/** Fifty rollouts of a hundred tasks each, in two Regions; some failed, one is still running, and many tasks were stopped. */
export function aBigRelease(): PageInput {
  const rollouts = Array.from({ length: 50 }, (_, index) => {
    const tasks = Array.from({ length: 100 }, (__, task) => aBigTask(index, task));
    const hits = tasks.map(({ startedAt }, task) => aLogHit({ taskId: `t${index}-${task}`, at: startedAt ?? at(9) }));
    const over = {
      tasks,
      measurements: [
        { of: "service", check: "task-health", at: at(70), service: aServiceMeasurement() },
        { of: "logs", check: "started", at: at(20), hits },
      ],
      timeline: lifeOfTasks(tasks),
    } satisfies Partial<RolloutDossier>;
    const dossier = index % 10 === 3 ? aFailedDossier("PANIC: no database", over) : aDossier(over);
    const place = { service: `service-${index >> 1}`, region: index % 2 === 0 ? "ap-southeast-2" : "us-east-1" };
    return inPlace(index === 20 ? { ...dossier, record: aRecord() } : dossier, {
      ...place,
      number: String(1000 + index),
    });
  });
  return aPageInput({ rollouts });
}

function aBigTask(rollout: number, task: number): Task {
  const begun = { createdAt: at(task), startedAt: at(task + 8 + (task % 3)) };
  const id = `t${rollout}-${task}`;
  return task % 7 === rollout % 7 ? aCrashedTask({ ...begun, stoppedAt: at(task + 60) }, id) : aTask(begun, id);
}
