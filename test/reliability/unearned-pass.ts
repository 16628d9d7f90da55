import { RE2JS } from "re2js";
import { LogSignature } from "../../shared/checks/log-signature/config.ts";
import { expectedLines, rejectedLines } from "../../shared/checks/log-signature/lines.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import { addSeconds } from "../../shared/domain/time.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import type { LineFact } from "./routed-lines.ts";

/** A line that was readable this long before the verdict must have counted: two looks of the tail. */
const countsAfterSeconds = 10;

/**
 * Why a pass was not earned: by what the evidence holds, and by the lines that the rollout's tasks really wrote, matched
 * here without the validator's readers. Lines in a JSON field are left to the evidence.
 */
export function unearnedPass(dossier: RolloutDossier, verdict: Verdict, lines: readonly LineFact[]): readonly string[] {
  const gates = dossier.record.profile.checks.filter(({ mode }) => mode !== "shadow");
  const own = new Set(dossier.timeline.flatMap(({ id }) => /^task#(.*)#created$/.exec(id)?.[1] ?? []));
  const written = lines.filter(({ taskId }) => own.has(taskId));
  return [
    ...gates
      .filter(({ name }) => dossier.findings.find(({ check }) => check === name)?.status !== "passed")
      .map(({ name }) => `it passed although ${name} did not`),
    ...gates
      .filter(({ kind }) => kind === "log-signature")
      .map((config) => LogSignature.parse(config))
      .flatMap((check) => [
        ...rejectedSeen(check, dossier, { verdict, written }),
        ...expectedMissing(check, dossier, written),
      ]),
  ];
}

interface Truth {
  readonly verdict: Verdict;
  readonly written: readonly LineFact[];
}

function rejectedSeen(
  check: LogSignature,
  { measurements }: RolloutDossier,
  { verdict, written }: Truth,
): readonly string[] {
  const hits = measurements.flatMap((each) => (each.of === "logs" && each.check === check.name ? each.hits : []));
  const counted = linesOf(check, written).filter(
    ({ readableAt }) => readableAt < addSeconds(verdict.at, -countsAfterSeconds),
  );
  return rejectedLines(check).flatMap(({ id, pattern, field }) => {
    const kept = hits.filter((hit) => hit.pattern === id).map(({ text }) => text);
    const real =
      field === undefined ? counted.filter(({ text }) => matches(pattern, text)).map(({ text }) => text) : [];
    return [...kept, ...real].slice(0, 1).map((text) => `it passed although ${check.name} rejects a line: ${text}`);
  });
}

function expectedMissing(
  check: LogSignature,
  { measurements }: RolloutDossier,
  written: readonly LineFact[],
): readonly string[] {
  const hits = measurements.flatMap((each) => (each.of === "logs" && each.check === check.name ? each.hits : []));
  return expectedLines(check).flatMap(({ id, label, patterns, field }) => {
    const isKept = hits.some((hit) => hit.pattern === id);
    const real = linesOf(check, written);
    const isReal = field !== undefined || real.some(({ text }) => patterns.some((pattern) => matches(pattern, text)));
    return isKept && isReal ? [] : [`it passed although ${check.name} never saw ${label}`];
  });
}

function linesOf({ container }: LogSignature, lines: readonly LineFact[]): readonly LineFact[] {
  return container === undefined ? lines : lines.filter((line) => container.includes(line.container));
}

const compiled = new Map<string, RE2JS>();

function matches(pattern: string, text: string): boolean {
  const expression = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, expression);
  return expression.test(text);
}
