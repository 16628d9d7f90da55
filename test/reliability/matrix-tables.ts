import { type CellFault, type Frequency, faults, frequencies } from "./cells.ts";
import type { JobResult } from "./jobs.ts";
import { type SubjectName, subjectNames } from "./subjects.ts";
import { markdownTable } from "./text-table.ts";

/** The tables of a matrix run: calls that fail, functions that die, functions that run twice. */
export function matrixTables(results: readonly JobResult[]): string {
  return [
    "### Calls that fail\n",
    faultTable(results),
    "### Functions that die\n",
    crashTable(results),
    "### Functions that are invoked twice\n",
    repeatTable(results),
  ].join("\n");
}

function faultTable(results: readonly JobResult[]): string {
  const cells = new Map(
    results.flatMap((each) => (each.job.of === "fault" ? [[keyOf(each.job.cell), each] as const] : [])),
  );
  const actions = [...new Set(results.flatMap(({ job }) => (job.of === "fault" ? [job.cell.action] : [])))].sort();
  const columns = subjectNames.flatMap((subject) => frequencies.map((frequency) => ({ subject, frequency })));
  const rows = actions.flatMap((action) =>
    faults.map((fault) => [
      action,
      fault,
      ...columns.map((column) => cellText(cells.get(keyOf({ ...column, action, fault })))),
    ]),
  );
  return markdownTable(
    ["action", "fault", ...columns.map(({ subject, frequency }) => `${subject}, ${frequency}`)],
    rows,
  );
}

function keyOf(cell: { subject: SubjectName; action: string; fault: CellFault; frequency: Frequency }): string {
  return [cell.subject, cell.action, cell.fault, cell.frequency].join(" ");
}

/** `passed +3s`; `unused` when the fault never struck; an exclamation mark when it is not what is right. */
function cellText(found: JobResult | undefined): string {
  if (found === undefined) return "-";
  const { result, deviations } = found;
  if (result.struck === 0) return "unused";
  const delay = result.delay === undefined ? "" : ` ${signed(result.delay)}`;
  return `${result.verdict}${delay}${deviations.length > 0 ? " !" : ""}`;
}

function signed(seconds: number): string {
  const whole = Math.round(seconds);
  return `${whole < 0 ? "" : "+"}${whole}s`;
}

function crashTable(results: readonly JobResult[]): string {
  const groups = grouped(results, ({ job }) =>
    job.of === "crash" ? [job.effect.function, job.effect.action, job.subject] : undefined,
  );
  return markdownTable(["function", "side effect", "rollout", "runs", "verdicts", "latest"], groups.map(groupRow));
}

function repeatTable(results: readonly JobResult[]): string {
  const groups = grouped(results, ({ job }) =>
    job.of === "repeat" ? [job.function, job.repeat, job.subject] : undefined,
  );
  return markdownTable(["function", "how", "rollout", "runs", "verdicts", "latest"], groups.map(groupRow));
}

interface Group {
  readonly names: readonly string[];
  readonly results: readonly JobResult[];
}

function grouped(
  results: readonly JobResult[],
  namesOf: (result: JobResult) => readonly string[] | undefined,
): readonly Group[] {
  const groups = new Map<string, { readonly names: readonly string[]; readonly results: JobResult[] }>();
  for (const result of results) {
    const names = namesOf(result);
    if (names === undefined) continue;
    const key = names.join(" ");
    const group = groups.get(key) ?? { names, results: [] };
    group.results.push(result);
    groups.set(key, group);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

function groupRow({ names, results }: Group): readonly (string | number)[] {
  const verdicts = [...new Set(results.map(({ result }) => result.verdict))].join(", ");
  const wrong = results.some(({ deviations }) => deviations.length > 0) ? " !" : "";
  const latest = Math.max(...results.map(({ result }) => result.delay ?? 0));
  return [...names, results.length, `${verdicts}${wrong}`, signed(latest)];
}
