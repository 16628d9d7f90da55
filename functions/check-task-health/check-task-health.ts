import { measureImages } from "../../shared/checks/artifact/measure.ts";
import { serviceChecks } from "../../shared/checks/service-checks.ts";
import { isNewlySettled } from "../../shared/checks/stay.ts";
import { measureService } from "../../shared/checks/task-health/measure.ts";
import { openedRecords } from "../../shared/closing/opened-records.ts";
import type { ServiceMeasurement, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { lifecycleEntries } from "../../shared/domain/lifecycle.ts";
import { messageEntries } from "../../shared/domain/service-messages.ts";
import type { Task } from "../../shared/domain/task.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader, ServiceRevisions } from "../../shared/ports/ecs.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { StreamEnd } from "../../shared/ports/logs.ts";
import type { Signals, TaskRegister, Validations } from "../../shared/ports/validations.ts";
import { lastLinesOf } from "./last-lines-of.ts";
import { namedSuccessor } from "./named-successor.ts";
import { olderTasks } from "./older-tasks.ts";
import { refreshTasks } from "./refresh-tasks.ts";
import { standWithoutTasks } from "./stand-without-tasks.ts";

export interface CheckTaskHealthPorts {
  readonly ecs: EcsReader;
  readonly revisions: ServiceRevisions;
  readonly ends: StreamEnd;
  readonly register: TaskRegister;
  readonly signals: Pick<Signals, "raise">;
  readonly validations: Pick<Validations, "of">;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

/** Looks at the service and the tasks of this rollout, and judges the checks that read them. */
export function checkTaskHealth(ports: CheckTaskHealthPorts) {
  const opened = openedRecords(ports.evidence);
  return async ({ validation }: { validation: ValidationKey }): Promise<{ readonly findings: readonly Finding[] }> => {
    const record = await opened(validation);
    const checks = serviceChecks(record.profile);
    const kept = await ports.evidence.kept(record.key);
    const last = kept.measurements.filter((measurement) => measurement.of === "service").at(-1)?.service;
    const measured = await measureService(ports.ecs, record.rollout, { at: ports.clock.now(), last });
    const state = await namedSuccessor(ports.validations, record.rollout, measured);
    const service = checks.some(({ kind }) => kind === "artifact")
      ? { ...state, ...(await measureImages(ports.revisions, record.rollout, { seen: state, last })) }
      : state;
    const before = factsOf(record, service, await ports.register.tasks(record.rollout));
    const [refreshed] = await Promise.allSettled([
      refreshTasks(ports, { deadline: record.deadline, checks, service, facts: before }),
    ]);
    const isSame = refreshed.status === "fulfilled" && !refreshed.value;
    const tasks = isSame ? before.tasks : await ports.register.tasks(record.rollout);
    const now = ports.clock.now();
    const known = { ...factsOf(record, service, tasks), ...(await olderTasks(ports.register, record, service)) };
    const check = checks[0]?.name ?? "task-health";
    await keepWhenChanged(ports, record, { check, service, last });
    const isLast = checks.some((each) => each.judge(service, known, now).status === "failed");
    const lastLines = await lastLinesOf(ports, record, { check, tasks, measurements: kept.measurements, isLast });
    const facts = lastLines === undefined ? known : { ...known, lastLines };
    const findings = checks.map((each) => each.judge(service, facts, now));
    if (refreshed.status === "rejected") {
      const error: unknown = refreshed.reason;
      if (!standWithoutTasks(checks, { error, findings, service, facts, now })) throw error;
    }
    // What is settled here must not wait for checks that stay until a signal comes.
    if (isNewlySettled(findings, kept.findings)) await ports.signals.raise(record.rollout);
    return { findings };
  };
}

function factsOf(
  { rollout, profile }: ValidationRecord,
  service: ServiceMeasurement,
  tasks: readonly Task[],
): RolloutFacts {
  const desiredCount = service.deployment?.desired ?? service.desired;
  return { rollout, tasks, desiredCount, blindLooks: profile.blindLooks };
}

interface Measured {
  readonly check: string;
  readonly service: ServiceMeasurement;
  readonly last: ServiceMeasurement | undefined;
}

/** A measurement is kept when it differs from the last one: a rollout that stands still adds nothing. */
async function keepWhenChanged(
  { evidence, clock }: CheckTaskHealthPorts,
  { key, rollout }: ValidationRecord,
  { check, service, last }: Measured,
): Promise<void> {
  // What was said is kept once, and its silence is no change.
  const isSilent = service.said === undefined;
  if (last !== undefined && isSilent && canonical({ ...last, said: undefined }) === canonical(service)) return;
  const at = clock.now();
  await evidence.addTimeline(key, [
    ...lifecycleEntries(last?.serviceDeployment, service.serviceDeployment, at),
    ...messageEntries(service.said ?? [], { from: rollout.startedAt }),
  ]);
  await evidence.addMeasurement(key, { of: "service", check, at, service });
}

/** JSON with sorted names: DynamoDB keeps no order of names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
