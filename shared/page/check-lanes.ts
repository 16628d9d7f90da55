import type { CheckConfigRecord, RolloutDossier } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { LogHit } from "../domain/log.ts";
import { stopwatch } from "../domain/stopwatch.ts";
import { addSeconds, earliest, type Instant, latest, secondsBetween } from "../domain/time.ts";
import { expectedPatterns, seconds } from "./check-config.ts";
import { type Lane, type Spot, thinned } from "./lane.ts";
import type { TimeScale } from "./time-scale.ts";
import { count } from "./words.ts";

/** A lane for each pattern that a log check waits for, and one for the lines it rejects or counts. */
export function checkLanes(dossier: RolloutDossier, scale: TimeScale): readonly Lane[] {
  return dossier.record.profile.checks.flatMap((config) => {
    const finding = dossier.findings.find(({ check }) => check === config.name);
    if (!config.kind.startsWith("log-") || finding === undefined) return [];
    const hits = hitsOf(dossier, config.name);
    const drawing = { config, finding, hits, scale, deadlines: deadlinesOf(dossier, config, finding) };
    const expected = expectedPatterns(config);
    const awaited = expected.map(({ id, label }) =>
      expectedLane(drawing, { id, label, isOnly: expected.length === 1 }),
    );
    const others = hits.filter(({ pattern }) => !expected.some(({ id }) => id === pattern));
    return [...awaited, ...(others.length > 0 || expected.length === 0 ? [otherLane(drawing, others)] : [])];
  });
}

/** Every hit of a check once, however often it was measured. */
export function hitsOf({ measurements }: RolloutDossier, check: string): readonly LogHit[] {
  const hits = measurements
    .flatMap((each) => (each.of === "logs" ? each.hits : []))
    .filter((hit) => hit.check === check);
  return [...new Map(hits.map((hit) => [`${hit.pattern} ${hit.key}`, hit])).values()];
}

interface Drawing {
  readonly config: CheckConfigRecord;
  readonly finding: Finding;
  readonly hits: readonly LogHit[];
  readonly scale: TimeScale;
  readonly deadlines: readonly Instant[];
}

function expectedLane(drawing: Drawing, of: { id: string; label: string; isOnly: boolean }): Lane {
  const { config, finding, scale, deadlines } = drawing;
  const hits = drawing.hits.filter(({ pattern }) => pattern === of.id);
  const isMissed = finding.status === "failed" && finding.sign === "missing" && (of.isOnly || hits.length === 0);
  const due = deadlines.filter(scale.isInside);
  return {
    label: of.isOnly ? config.name : `${config.name}: ${of.label}`,
    bars: [],
    spots: [
      ...due.map(
        (at): Spot => ({ at: scale.place(at), kind: isMissed ? "missed" : "deadline", title: `deadline ${at}` }),
      ),
      ...thinned(hits.map((hit) => spotOf(hit, "seen", scale))),
    ],
    ...noteOf(hits, { isMissed, isPending: finding.status === "pending", deadlines, scale }),
  };
}

interface Awaited {
  readonly isMissed: boolean;
  readonly isPending: boolean;
  readonly deadlines: readonly Instant[];
  readonly scale: TimeScale;
}

function noteOf(
  hits: readonly LogHit[],
  { isMissed, isPending, deadlines, scale }: Awaited,
): Pick<Lane, "note" | "tone"> {
  const since = (at: Instant | undefined): string =>
    at === undefined ? "" : stopwatch(secondsBetween(scale.from, at));
  const times = hits.map(({ at }) => at);
  const tasks = new Set(hits.map(({ taskId }) => taskId)).size;
  const due = latest(deadlines);
  if (isMissed)
    return {
      note: `${hits.length > 0 ? `in ${count(tasks, "task")} only` : "not seen"}, due ${since(due)}`,
      tone: "bad",
    };
  if (hits.length > 0)
    return { note: `seen in ${count(tasks, "task")} by ${since(latest(times))}`, tone: isPending ? "plain" : "good" };
  return { note: isPending && due !== undefined ? `awaited until ${since(due)}` : "not seen", tone: "plain" };
}

function otherLane({ config, finding, scale, deadlines }: Drawing, hits: readonly LogHit[]): Lane {
  const isRejection = config.kind === "log-signature";
  const first = earliest(hits.map(({ at }) => at));
  const since = first === undefined ? "" : ` from ${stopwatch(secondsBetween(scale.from, first))}`;
  const due = isRejection ? [] : deadlines.filter(scale.isInside);
  return {
    label: isRejection ? `${config.name}: rejected` : config.name,
    bars: [],
    spots: [
      ...due.map((at): Spot => ({ at: scale.place(at), kind: "deadline", title: `until ${at}` })),
      ...thinned(
        hits.map((hit) => spotOf(hit, isRejection || finding.status === "failed" ? "rejected" : "seen", scale)),
      ),
    ],
    note: hits.length === 0 ? "no line" : `${count(hits.length, "line")}${since}`,
    tone: isRejection || finding.status === "failed" ? "bad" : "plain",
  };
}

function spotOf({ at, headline, text, taskId }: LogHit, kind: Spot["kind"], scale: TimeScale): Spot {
  const what = headline ?? text;
  return {
    at: scale.place(at),
    kind,
    title: `${at.slice(11, 23)} task ${taskId.slice(0, 8)}${what ? `: ${what.slice(0, 120)}` : ""}`,
  };
}

/** The finding's own deadline; else what the profile gives, from the first running task, or from each task's own start. */
function deadlinesOf(
  { tasks, coverage }: RolloutDossier,
  config: CheckConfigRecord,
  finding: Finding,
): readonly Instant[] {
  if (finding.deadline !== undefined) return [finding.deadline];
  const within = seconds(config["within"] ?? config["for"]);
  const started = tasks.flatMap(({ startedAt }) => startedAt ?? []).sort();
  const from = expectedPatterns(config).some(({ quorum }) => quorum === "every-task") ? started.at(-1) : started[0];
  if (within === undefined || from === undefined) return [];
  return [addSeconds(from, within + (coverage?.blindSeconds ?? 0))];
}
