import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { type ColdImport, measureColdImports } from "./cold-import.ts";
import { type Cost, measureCost } from "./cost.ts";
import { type Delay, measureDelays } from "./delays.ts";

/** `npm run bench` prints the numbers; `npm run bench -- --write` keeps them in docs/performance.md. */
const page = pageOf(await measureDelays(), await measureCost(), measureColdImports());
console.log(page);
if (process.argv.includes("--write")) writeFileSync(new URL("../../docs/performance.md", import.meta.url), page);

function pageOf(delays: readonly Delay[], cost: Cost, imports: readonly ColdImport[]): string {
  return [
    "# Performance\n",
    "<!-- Made by `npm run bench -- --write`. -->\n",
    `Measured with \`npm run bench\` on ${cpus().length} cores, Node ${process.versions.node}. Delays are simulated seconds; imports are real milliseconds.\n`,
    "## From the deciding moment to the verdict\n",
    ...table(
      ["deciding moment", "scenario", "decided at (s)", "verdict at (s)", "delay (s)", "target (s)"],
      delays.map((each) => [
        each.what,
        each.scenario,
        each.decidedAt,
        each.verdictAt.toFixed(1),
        each.delay.toFixed(1),
        `<= ${each.target}`,
      ]),
    ),
    "## One healthy validation of five minutes, four tasks\n",
    ...table(
      ["what", "number", "target"],
      [
        ["state transitions", cost.counts.transitions, "<= 150"],
        ["Lambda invocations", cost.invocations, "-"],
        ["Lambda milliseconds", Math.round(cost.milliseconds), "-"],
        ["bytes scanned by Logs Insights", cost.counts.logsInsightsBytes, "-"],
        ["estimated cost (US$)", cost.total.toFixed(5), "<= 0.01"],
      ],
    ),
    ...table(
      ["cost of", "US$"],
      Object.entries(cost.dollars).map(([what, dollars]) => [what, dollars.toFixed(6)]),
    ),
    ...table(
      ["AWS or GitLab action", "calls"],
      Object.entries(cost.counts.calls)
        .sort()
        .map(([action, calls]) => [action, calls]),
    ),
    "## Cold import of each function's bundle, median of 20 fresh processes\n",
    ...table(
      ["function", "bundle (kB)", "import (ms)"],
      imports.map((each) => [each.function, Math.round(each.kilobytes), each.medianMilliseconds.toFixed(0)]),
    ),
    "Targets: at most 450 kB and 80 ms.\n",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}
