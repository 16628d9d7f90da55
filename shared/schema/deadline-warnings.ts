import type { CheckConfig } from "../checks/kinds.ts";
import { defaultEvidenceAgeSeconds } from "../domain/gate/effective-rules.ts";
import { graceSeconds, longestSeconds } from "../domain/longest-validation.ts";
import { humanDuration } from "../domain/time.ts";
import type { Profile } from "./profile.ts";

/** A task is placed, gets its network interface, pulls its image and starts: half a minute for a small image, minutes for one of a gigabyte. */
const shortestStartSeconds = 60;

/** A time in a profile, with the path at which it stands, or which default it is. */
export interface Limit {
  readonly path: string;
  readonly seconds: number;
}

/** Times of a usable profile that contradict each other: one of them can never be reached, or not as it was meant. Each names path and number. */
export function deadlineWarnings(profile: Profile): readonly string[] {
  const whole = rolloutLimit(profile);
  return [
    ...twiceSaid(profile, whole),
    ...profile.checks.flatMap((check, index) => checkWarnings(check, `checks[${index}]`, whole)),
    ...cutShort(profile, whole),
    ...unreachableSoak(profile),
  ];
}

/** What the task-health check says of its own goes before what the profile says of the rollout. */
export function rolloutLimit({ checks, rollout }: Profile): Limit {
  const index = checks.findIndex(({ kind }) => kind === "task-health");
  const own = checks[index];
  return own?.kind === "task-health" && own.within !== undefined
    ? { path: `checks[${index}].within`, seconds: own.within }
    : { path: "rollout.within", seconds: rollout.within };
}

function twiceSaid({ rollout }: Profile, { path, seconds }: Limit): readonly string[] {
  const isTwice = path !== "rollout.within" && rollout.within !== seconds;
  return isTwice
    ? [`${path}: ${humanDuration(seconds)} counts, and rollout.within (${humanDuration(rollout.within)}) does not`]
    : [];
}

function checkWarnings(check: CheckConfig, path: string, whole: Limit): readonly string[] {
  if (check.kind === "task-health") return startWarnings(check, path, whole);
  if (check.kind === "http" || check.kind === "log-errors") return [];
  if (check.mode !== "gate" || check.within === undefined) return [];
  if (check.within <= whole.seconds) return [];
  const own = humanDuration(check.within);
  return [
    `${path}.within: ${own} is longer than the ${humanDuration(whole.seconds)} in which the whole rollout must be stable (${whole.path}): a rollout that is not has failed before, and one that is may wait ${own} for its verdict`,
  ];
}

function startWarnings(
  { startWithin }: Extract<CheckConfig, { readonly kind: "task-health" }>,
  path: string,
  whole: Limit,
): readonly string[] {
  const own = `${path}.startWithin: ${humanDuration(startWithin)}`;
  if (startWithin >= whole.seconds)
    return [
      `${own} is not shorter than the ${humanDuration(whole.seconds)} in which the rollout must be stable (${whole.path}): no task is ever called stuck, the rollout is only told to be late`,
    ];
  return startWithin < shortestStartSeconds
    ? [
        `${own} is less than the ${humanDuration(shortestStartSeconds)} that a task may need to be placed and to pull its image: a healthy one may be called stuck`,
      ]
    : [];
}

/** Bake and step times of the service come on top, which a profile does not know. */
function cutShort({ checks }: Profile, whole: Limit): readonly string[] {
  const log = Math.max(0, ...checks.map(logSeconds));
  const sum = whole.seconds + log + graceSeconds;
  if (sum <= longestSeconds) return [];
  const [own, after, all, most] = [whole.seconds, log, sum, longestSeconds].map(humanDuration);
  return [
    `${whole.path}: ${own}, the ${after} of the longest check after it and ${humanDuration(graceSeconds)} of grace add up to ${all}, and no validation is open for longer than ${most}: what is pending then is inconclusive`,
  ];
}

function logSeconds(check: CheckConfig): number {
  if (check.kind === "task-health" || check.kind === "artifact") return 0;
  if (check.kind === "log-errors" || check.kind === "http") return check.for;
  return check.kind === "log-signature" ? Math.max(check.within, check.for ?? 0) : check.within;
}

function unreachableSoak({ promotion }: Profile): readonly string[] {
  const { soak = 0, evidenceAge } = promotion ?? {};
  const age = evidenceAge ?? defaultEvidenceAgeSeconds;
  if (soak < age) return [];
  const named = evidenceAge === undefined ? "the usual promotion.evidenceAge" : "promotion.evidenceAge";
  return [
    `promotion.soak: ${humanDuration(soak)} is not shorter than ${named} (${humanDuration(age)}): a verdict is too old before it has soaked, and the gate never opens`,
  ];
}
