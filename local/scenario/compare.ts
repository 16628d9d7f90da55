import type { RolloutDossier, ValidationRecord } from "../../shared/domain/evidence.ts";
import { readingText } from "../../shared/domain/readings.ts";
import type { RolloutLinks } from "../../shared/domain/rollout.ts";
import { wholeTimeline } from "../../shared/domain/whole-timeline.ts";
import type { PostedState } from "../world/gitlab.ts";
import type { Expectation } from "./schema/expect.ts";
import { hasWords } from "./words.ts";

/** One thing that a scenario expects, and what came. */
export interface ExpectationResult {
  /** Which deploy, counted from 1. */
  readonly deploy: number;
  /** `verdict`, `decision`, `finding migrations`, `commit status states`, ... */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly passed: boolean;
}

/** What became of one deploy. */
export interface DeployOutcome {
  readonly dossier: RolloutDossier | undefined;
  /** States that GitLab took for its commit, in order. */
  readonly posted: readonly PostedState[];
  /** When the verdict was written, in seconds since the first deploy. */
  readonly verdictSeconds: number | undefined;
}

type Result = Omit<ExpectationResult, "deploy">;

/** Compares one deploy's outcome with what the scenario expects of it; what it does not name is free. */
export function compare(expectation: Expectation, outcome: DeployOutcome): readonly ExpectationResult[] {
  const results = [
    ...compareExecution(expectation, outcome),
    ...compareVerdict(expectation, outcome),
    ...compareTime(expectation, outcome),
    ...compareFindings(expectation, outcome),
    ...compareStatuses(expectation, outcome),
    ...compareEvidence(expectation, outcome),
  ];
  return results.map((result) => ({ deploy: expectation.deploy, ...result }));
}

function compareExecution({ execution }: Expectation, { dossier }: DeployOutcome): readonly Result[] {
  if (execution === undefined) return [];
  return [
    {
      what: "validation",
      expected: "none",
      got: dossier ? `one for release ${dossier.record.key.releaseId}` : "none",
      passed: dossier === undefined,
    },
  ];
}

function compareVerdict({ verdict, decision, reason }: Expectation, { dossier }: DeployOutcome): readonly Result[] {
  const got = dossier?.record.verdict;
  const story = got ? `${got.status}, ${got.decision}: ${got.reason}` : "no verdict";
  return [
    ...exact("verdict", verdict, { got: got?.status, story: story }),
    ...exact("decision", decision, { got: got?.decision, story: story }),
    ...words("reason", reason, got?.reason),
  ];
}

function compareTime({ within, of = 0, notBefore }: Expectation, { verdictSeconds }: DeployOutcome): readonly Result[] {
  const got = verdictSeconds === undefined ? "no verdict" : `${clockTime(verdictSeconds)} after the first deploy`;
  const results: Result[] = [];
  if (within !== undefined) {
    const passed = verdictSeconds !== undefined && verdictSeconds >= of && verdictSeconds <= of + within;
    results.push({
      what: "time of the verdict",
      expected: `${clockTime(of)} to ${clockTime(of + within)} after the first deploy`,
      got,
      passed,
    });
  }
  if (notBefore !== undefined) {
    const passed = verdictSeconds !== undefined && verdictSeconds >= notBefore;
    results.push({
      what: "time of the verdict",
      expected: `${clockTime(notBefore)} after the first deploy, or later`,
      got,
      passed,
    });
  }
  return results;
}

function compareFindings({ findings }: Expectation, { dossier }: DeployOutcome): readonly Result[] {
  return Object.entries(findings).flatMap(([check, { status, reason }]) => {
    const got = dossier?.findings.find((finding) => finding.check === check);
    const story = got ? `${got.status}: ${got.reason}` : "no such finding";
    return [
      ...exact(`finding ${check}`, status, { got: got?.status, story: story }),
      ...words(`reason of finding ${check}`, reason, got?.reason),
    ];
  });
}

function compareStatuses({ gitlab }: Expectation, { posted }: DeployOutcome): readonly Result[] {
  if (gitlab === undefined) return [];
  const states = posted.map(({ state }) => state).join(", ") || "none";
  const wanted = gitlab.states && (gitlab.states.join(", ") || "none");
  return [
    ...exact("commit status states", wanted, { got: states, story: states }),
    ...words("commit status description", gitlab.description, posted.at(-1)?.description),
    ...exact("commit status name", gitlab.name, { got: posted.at(-1)?.name, story: posted.at(-1)?.name ?? "none" }),
  ];
}

function compareEvidence({ evidence }: Expectation, { dossier }: DeployOutcome): readonly Result[] {
  if (evidence === undefined) return [];
  const { key, release, notes } = dossier?.record ?? {};
  const links: (ValidationRecord & RolloutLinks) | undefined = dossier?.record;
  const { replaces, rollbackSeconds } = links ?? {};
  const replaced = replaces && `${replaces.releaseId} (${replaces.verdict ?? "not judged yet"})`;
  const story = dossier ? `${key?.releaseId} (${release?.source})` : "none";
  return [
    ...exact("evidence under release", evidence.release, { got: key?.releaseId, story: story }),
    ...exact("source of the identity", evidence.source, { got: release?.source, story: story }),
    ...exact("commit of the evidence", evidence.commit, { got: release?.commit, story: release?.commit ?? "none" }),
    ...words("notes of the evidence", evidence.notes, notes?.join("; ")),
    ...words("replaced release", evidence.replaces, replaced),
    ...exact("seconds of the rollback", numeral(evidence.rollbackSeconds), {
      got: numeral(rollbackSeconds),
      story: numeral(rollbackSeconds) ?? "none",
    }),
    ...compareReadings(evidence.readings, dossier),
    ...compareTimeline(evidence.timeline ?? [], dossier === undefined ? [] : wholeTimeline(dossier)),
  ];
}

function compareReadings(
  expected: NonNullable<Expectation["evidence"]>["readings"],
  dossier: RolloutDossier | undefined,
): readonly Result[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const reading = dossier?.readings.find((each) => each.name === name);
    const text = reading && dossier && readingText(reading, dossier.record.rollout.startedAt);
    return words(`reading ${name}`, wanted, text);
  });
}

/** Each text in an entry of its own, one after the other. */
function compareTimeline(expected: readonly string[], timeline: RolloutDossier["timeline"]): readonly Result[] {
  let from = 0;
  return expected.map((wanted) => {
    const index = timeline.findIndex(({ text }, place) => place >= from && hasWords(text, wanted));
    const found = timeline[index];
    from = index < 0 ? from : index + 1;
    return { what: "timeline", expected: wanted, got: found?.text ?? "no such entry", passed: found !== undefined };
  });
}

function numeral(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function exact(
  what: string,
  expected: string | undefined,
  { got, story }: { readonly got: string | undefined; readonly story: string },
): readonly Result[] {
  return expected === undefined ? [] : [{ what, expected, got: story, passed: got === expected }];
}

function words(what: string, expected: string | undefined, got: string | undefined): readonly Result[] {
  return expected === undefined
    ? []
    : [{ what, expected, got: got ?? "none", passed: got !== undefined && hasWords(got, expected) }];
}

/** `3m17.5s`, to the millisecond: a limit may be missed by little. */
function clockTime(seconds: number): string {
  const whole = Math.round(Math.abs(seconds) * 1000);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, whole % 60_000];
  const parts = [
    hours > 0 && `${hours}h`,
    minutes > 0 && `${minutes}m`,
    (rest > 0 || whole === 0) && `${rest / 1000}s`,
  ];
  return `${seconds < 0 ? "-" : ""}${parts.filter(Boolean).join("")}`;
}
