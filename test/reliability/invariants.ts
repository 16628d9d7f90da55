import type { Measurement, RolloutDossier } from "../../shared/domain/evidence.ts";
import { addSeconds } from "../../shared/domain/time.ts";
import { overdueVerdict, type Verdict, verdictOf } from "../../shared/domain/verdict.ts";
import { verdictText } from "../../shared/gitlab/status-text.ts";
import { unearnedPass } from "./unearned-pass.ts";
import { unearnedReach } from "./unearned-reach.ts";
import { type Told, untoldVerdict } from "./untold-verdict.ts";
import { strayLinks } from "./visits.ts";
import type { Played, WorldFacts } from "./world-facts.ts";

/** What must hold after every run, whatever happened in it. The first two say that something comes to its end, the others that nothing false is said. */
export const invariants = [
  "a verdict is reached",
  "nothing is left running",
  "one verdict",
  "no unearned pass",
  "a rolled back release never passes",
  "GitLab shows the verdict",
  "every link leads to the evidence",
  "the event tells the verdict",
  "everything seen is kept",
  "same evidence, same verdict",
] as const;
export type Invariant = (typeof invariants)[number];

/** An invariant that does not hold, with the sentence that proves it. */
export interface Broken {
  readonly invariant: Invariant;
  readonly says: string;
}

/** One rollout of a run: what is kept of it, and what GitLab was given for its commit. */
interface Subject {
  readonly name: string;
  readonly dossier: RolloutDossier;
  readonly verdict: Verdict;
  readonly facts: WorldFacts;
  readonly told: Told;
  /** A later rollout of the same commit has a validation: the commit shows that one's verdict. */
  readonly isReplaced: boolean;
}

/** The invariants that a run breaks; none of a sound one. A deploy without any validation is not judged: whether that is right only its scenario can say. */
export function brokenInvariants({ outcome, facts }: Played): readonly Broken[] {
  const running = outcome.executions
    .filter(({ status }) => status === "RUNNING")
    .map(({ name }): Broken => ({ invariant: "nothing is left running", says: `execution ${name} still runs` }));
  const ofDeploys = outcome.deploys.flatMap(({ deploymentId, dossier }, index): readonly Broken[] => {
    if (dossier === undefined) return [];
    const { verdict } = dossier.record;
    if (verdict === undefined) return [{ invariant: "a verdict is reached", says: `${deploymentId} has no verdict` }];
    const isReplaced = outcome.deploys
      .slice(index + 1)
      .some((later) => commitOf(later) === dossier.record.release.commit);
    return brokenOf({ name: deploymentId, dossier, verdict, facts, told: outcome, isReplaced });
  });
  return [...running, ...ofDeploys];
}

function commitOf({ dossier }: { readonly dossier?: RolloutDossier | undefined }): string | undefined {
  return dossier?.record.release.commit;
}

const rules: Readonly<Partial<Record<Invariant, (subject: Subject) => readonly string[]>>> = {
  "nothing is left running": runningRows,
  "one verdict": otherVerdicts,
  "no unearned pass": ({ dossier, verdict, facts }) =>
    verdict.status === "passed" ? [...unearnedPass(dossier, verdict, facts.lines), ...unearnedReach(dossier)] : [],
  "a rolled back release never passes": ({ name, verdict, facts }) =>
    verdict.status === "passed" && facts.rolledBack.includes(name) ? ["it passed although ECS rolled it back"] : [],
  "GitLab shows the verdict": foreignRows,
  "every link leads to the evidence": ({ dossier, verdict, facts }) =>
    strayLinks({ dossier, verdict, facts, name: statusNameOf(dossier) }),
  "the event tells the verdict": untoldVerdict,
  "everything seen is kept": lostEvidence,
  "same evidence, same verdict": judgedAnew,
};

function brokenOf(subject: Subject): readonly Broken[] {
  return invariants.flatMap((invariant) =>
    (rules[invariant]?.(subject) ?? []).map((says) => ({ invariant, says: `${subject.name}: ${says}` })),
  );
}

function statusNameOf({ record: { rollout, profile } }: RolloutDossier): string {
  return `deploy-verified/${profile.environment}/${rollout.name.region}/${rollout.name.service}`.toLowerCase();
}

function rowsOf({ dossier, facts }: Subject): WorldFacts["rows"] {
  const name = statusNameOf(dossier);
  return facts.rows.filter((row) => row.sha === dossier.record.release.commit && row.name === name);
}

function runningRows(subject: Subject): readonly string[] {
  if (!subject.facts.gitlabAnswers) return [];
  return rowsOf(subject)
    .filter(({ state }) => state === "running" || state === "pending")
    .map(({ name }) => `GitLab still shows ${name} as running`);
}

/** The record holds one verdict; the timeline and GitLab must not tell of another. */
function otherVerdicts({ dossier, verdict }: Subject): readonly string[] {
  const told = dossier.timeline.filter(({ id }) => id === "verdict");
  const foreign = told.filter(({ at, text }) => at !== verdict.at || !text.startsWith(`verdict ${verdict.status}:`));
  return foreign.map(({ at, text }) => `the timeline tells of another verdict at ${at}: ${text}`);
}

/** A row shows the verdict or, as long as GitLab has not answered, what stood before; never another verdict. */
function foreignRows(subject: Subject): readonly string[] {
  const { dossier, verdict, facts } = subject;
  const { commit, project } = dossier.record.release;
  if (commit === undefined || project === undefined || subject.isReplaced) return [];
  const { state, description } = verdictText({ verdict, seconds: 0 });
  const isShown = (row: WorldFacts["rows"][number]): boolean =>
    row.state === state && firstWord(row.description) === firstWord(description);
  const rows = rowsOf(subject);
  const wrong = rows.filter((row) => !isShown(row) && !(row.state === "running" && !facts.gitlabAnswers));
  const absent = rows.length === 0 && facts.gitlabAnswers && !isParked(dossier) ? ["GitLab shows nothing"] : [];
  return [
    ...wrong.map(({ state: shown, description: text }) => `GitLab shows ${shown} "${text}", not ${state}`),
    ...absent,
  ];
}

/** Verified, Failed, Inconclusive or Superseded: `failed` alone would not tell two verdicts apart. */
function firstWord(text: string): string {
  return /^\w*/.exec(text)?.[0] ?? "";
}

/** GitLab refused for good, and the evidence says so. */
function isParked({ deliveries }: RolloutDossier): boolean {
  return deliveries.some(({ phase, posted }) => phase === "verdict" && posted.reason !== undefined);
}

/** Without any event ECS is asked again after 30 s, so a task that was there a minute before the verdict was seen. */
const seenAfterSeconds = 60;

function lostEvidence({ name, dossier, verdict, facts }: Subject): readonly string[] {
  const { findings, measurements, timeline, record } = dossier;
  const since = addSeconds(verdict.at, -seenAfterSeconds);
  const told = new Set(timeline.map(({ id }) => id));
  const steps = facts.tasks
    .filter(({ deploymentId }) => deploymentId === name)
    .flatMap(({ id, startedAt, stoppedAt }) => [
      ...(startedAt !== undefined && startedAt < since ? [`task#${id}#running`] : []),
      ...(stoppedAt !== undefined && stoppedAt < since ? [`task#${id}#stopped`] : []),
    ]);
  const kept = new Set(measurements.flatMap(textsOf));
  const isJudged = verdict.status === "passed";
  const signalled = new Set(dossier.signals.map(({ id }) => id));
  return [
    ...facts.signals
      .filter(({ id, deploymentId }) => deploymentId === name && !signalled.has(id))
      .map((event) => `no signal holds the event ${event.name}`),
    ...(isJudged ? steps.filter((step) => !told.has(step)).map((step) => `the timeline lacks ${step}`) : []),
    ...findings.flatMap(({ check, lines = [] }) =>
      lines
        .filter(({ text }) => !kept.has(text))
        .map(({ text }) => `no measurement holds the line that decided ${check}: ${text}`),
    ),
    ...(isJudged
      ? record.profile.checks
          .filter((check) => !findings.some((finding) => finding.check === check.name))
          .map((check) => `no finding of ${check.name} is kept`)
      : []),
  ];
}

/** Every line that a measurement holds: hits with what followed them, and the last lines of a container. */
function textsOf(measurement: Measurement): readonly string[] {
  switch (measurement.of) {
    case "logs":
      return measurement.hits.flatMap(({ text, following = [] }) => [text, ...following.map((line) => line.text)]);
    case "last-lines":
      return measurement.last.lines.map(({ text }) => text);
    case "service":
    case "probes":
      return [];
    default:
      return measurement satisfies never;
  }
}

/** The kept findings alone give the same verdict, unless the validator itself broke off. */
function judgedAnew({ dossier, verdict }: Subject): readonly string[] {
  if (verdict.status === "inconclusive" && verdict.reason.startsWith("the validator failed")) return [];
  const anew = verdictOf(dossier.findings, verdict.at) ?? overdueVerdict(dossier.findings, verdict.at);
  return anew.status === verdict.status && anew.decision === verdict.decision
    ? []
    : [
        `the kept findings give ${anew.status}, ${anew.decision}, the record says ${verdict.status}, ${verdict.decision}`,
      ];
}
