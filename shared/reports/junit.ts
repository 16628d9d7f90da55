import { adviceOf, stepText } from "../domain/advice.ts";
import { decidingFinding } from "../domain/cause.ts";
import type { Finding } from "../domain/finding.ts";
import { secondsBetween } from "../domain/time.ts";
import { environmentOfPlace, personOf, type Report, type ReportedPlace } from "./report.ts";
import { xmlText } from "./xml-text.ts";

/** Deciding lines that are told of one check. */
const mostLines = 5;

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly seconds: number;
  readonly problem?: {
    readonly element: "failure" | "error" | "skipped";
    readonly message: string;
    readonly text: string;
  };
}

/**
 * JUnit XML with one case for each check, as GitLab reads it: of two cases with one name it keeps the first only, so every
 * name carries service, Region and environment. A place without a verdict has a case of its own that says why.
 */
export function junit(report: Report): string {
  const cases = unique(report.places.flatMap((place) => casesOf(report, place)));
  const count = (element: string): number => cases.filter(({ problem }) => problem?.element === element).length;
  const totals = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
  const name = xmlText(`rollout of ${report.release} of ${report.service}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite name="${name}" timestamp="${report.at}" ${totals}>`,
    ...properties(report),
    ...cases.map(caseText),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** What people decided: it stands beside the cases, and makes none of them pass or fail. */
function properties({ places }: Report): readonly string[] {
  const decided = places.flatMap((place) => {
    const person = personOf(place);
    if (person === undefined) return [];
    const { decision, by, at, reason } = person;
    const who = by.gitlabUser === undefined ? by.principal : `${by.gitlabUser}, ${by.principal},`;
    const name = xmlText(`decided (${place.region}, ${environmentOfPlace(place)})`);
    return [`      <property name="${name}" value="${xmlText(`${decision} by ${who} at ${at}: ${reason}`)}"/>`];
  });
  return decided.length === 0 ? [] : ["    <properties>", ...decided, "    </properties>"];
}

function casesOf({ service }: Report, place: ReportedPlace): readonly Case[] {
  const environment = environmentOfPlace(place);
  const cluster = place.rollout?.record.rollout.name.cluster;
  const where = [service, cluster === environment ? undefined : cluster, place.region, environment]
    .filter(Boolean)
    .join(", ");
  const classname = `${service}.${environment}.${place.region}`;
  const { findings = [], record } = place.rollout ?? {};
  const advice = place.rollout && adviceOf(place.rollout)?.steps.map(stepText);
  const deciding = place.rollout && decidingFinding(place.rollout);
  const checks = findings.map((finding): Case => {
    const problem = problemOf(finding, finding === deciding ? advice : undefined);
    return {
      name: `${finding.check} (${where})`,
      classname,
      seconds: record === undefined ? 0 : Math.max(0, secondsBetween(record.rollout.startedAt, finding.at)),
      ...(problem && { problem }),
    };
  });
  const isExplained = checks.some(({ problem }) => problem?.element === "failure" || problem?.element === "error");
  if (checks.length > 0 && (place.status === "passed" || isExplained)) return checks;
  return [...checks, { name: `verdict (${where})`, classname, seconds: 0, ...verdictProblem(place) }];
}

/** What to do stands with the check that decided. */
function problemOf(finding: Finding, advice: readonly string[] = []): Case["problem"] {
  const { mode, status, reason, lines = [] } = finding;
  if (status === "passed") return undefined;
  const told = lines.slice(0, mostLines).map(({ at, group, stream, text }) => `${at} ${group} ${stream}\n  ${text}`);
  const text = [reason, ...told, ...advice].join("\n");
  if (mode === "shadow") return { element: "skipped", message: `shadow, never decides: ${status}: ${reason}`, text };
  return { element: status === "failed" ? "failure" : "error", message: `${status}: ${reason}`, text };
}

function verdictProblem({ status, reason }: ReportedPlace): Pick<Case, "problem"> {
  if (status === "passed") return {};
  const element = status === "failed" ? "failure" : status === "superseded" ? "skipped" : "error";
  return { problem: { element, message: `${status}: ${reason}`, text: reason } };
}

function unique(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const times = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, times);
    return times === 1 ? each : { ...each, name: `${each.name} #${times}` };
  });
}

function caseText({ name, classname, seconds, problem }: Case): string {
  const head = `    <testcase classname="${xmlText(classname)}" name="${xmlText(name)}" time="${seconds.toFixed(3)}"`;
  if (problem === undefined) return `${head}/>`;
  const { element, message, text } = problem;
  return `${head}>\n      <${element} message="${xmlText(message)}">${xmlText(text)}</${element}>\n    </testcase>`;
}
