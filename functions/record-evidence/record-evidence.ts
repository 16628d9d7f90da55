import { neverOpened } from "../../shared/closing/record-or-throw.ts";
import { taskOfKind } from "../../shared/domain/check-kinds.ts";
import { everyFinding } from "../../shared/domain/every-finding.ts";
import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { changesOfFindings, lifeOfTasks, untold } from "../../shared/domain/timeline.ts";
import { overdueVerdict, verdictOf } from "../../shared/domain/verdict.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore, Standing } from "../../shared/ports/evidence.ts";
import type { TaskRegister } from "../../shared/ports/validations.ts";
import type { Observation } from "../../shared/schema/observed.ts";
import { blindFindings, moreBlind } from "./blindness.ts";
import { secondsToNextLook } from "./next-look.ts";

export interface RecordEvidencePorts {
  readonly evidence: EvidenceStore;
  readonly register: TaskRegister;
  readonly clock: Clock;
}

export interface RecordedEvidence {
  /** The verdict can be written now. */
  readonly due: boolean;
  /** Seconds to the next look, at least 1. */
  readonly waitSeconds: number;
}

/** Keeps what the branches of Observe found, and decides whether the verdict is due. */
export function recordEvidence(ports: RecordEvidencePorts) {
  return async ({
    validation,
    observed,
  }: {
    validation: ValidationKey;
    observed: readonly Observation[];
  }): Promise<RecordedEvidence> => {
    const standing = await ports.evidence.standing(validation);
    if (standing === undefined) throw neverOpened(validation);
    const { record, findings: before, timeline } = standing;
    const found = (await Promise.all(observed.map((observation) => findingsOf(ports, standing, observation)))).flat();
    const findings = everyFinding(record, before, found);
    const changed = findings.filter((finding) => !before.some((kept) => isSame(kept, finding)));
    const tasks = await ports.register.tasks(record.rollout);
    const told = [...lifeOfTasks(tasks), ...changesOfFindings(before, changed)];
    // First: once a finding is kept, a second try sees no change to tell of.
    await ports.evidence.addTimeline(validation, untold(told, timeline));
    await ports.evidence.saveFindings(validation, changed);
    const now = ports.clock.now();
    const verdict = verdictOf(findings, now) ?? (now >= record.deadline ? overdueVerdict(findings, now) : undefined);
    return {
      due: verdict !== undefined,
      waitSeconds: secondsToNextLook(findings, { tasks, deadline: record.deadline, now }),
    };
  };
}

/** A branch that could not look leaves its checks as they stood, until it has been blind too often. */
async function findingsOf(
  { evidence, clock }: RecordEvidencePorts,
  { record, findings: before, blindness: blind }: Standing,
  observation: Observation,
): Promise<readonly Finding[]> {
  const blindness = blind.get(observation.task);
  if ("findings" in observation) {
    if (blindness !== undefined) await evidence.saveBlindness(record.key, observation.task, undefined);
    return observation.findings;
  }
  const now = clock.now();
  const more = moreBlind(blindness, observation, now);
  await evidence.saveBlindness(record.key, observation.task, more);
  const checks = record.profile.checks.filter(({ kind }) => taskOfKind(kind) === observation.task);
  return blindFindings(checks, before, { blindness: more, limit: record.profile.blindLooks, now });
}

/** The time alone is no change; lines that came late are one. */
function isSame(one: Finding, other: Finding): boolean {
  return (
    one.check === other.check &&
    one.status === other.status &&
    one.reason === other.reason &&
    one.deadline === other.deadline &&
    (one.lines?.length ?? 0) === (other.lines?.length ?? 0)
  );
}
