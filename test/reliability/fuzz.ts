import { parseArgs } from "node:util";
import fc from "fast-check";
import type { FuzzTarget } from "./fuzz-target.ts";
import { fuzzTargets } from "./fuzz-targets.ts";
import { writePart } from "./report.ts";
import { markdownTable } from "./text-table.ts";

/**
 * `node test/reliability/fuzz.ts` runs every parser over 100,000 cases; `--runs <n>`, `--seed <n>`, `--only <name>`;
 * `--write` keeps the table in docs/reliability.md. Exit code 1 with the smallest counter-example.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    write: { type: "boolean" },
  },
});

const results = fuzzTargets.filter(({ name }) => name.includes(options.only)).map(fuzz);
const table = markdownTable(
  ["what is read", "what holds", "cases", "seconds", "result"],
  results.map(({ row }) => row),
);
console.log(table);
for (const { trouble } of results) if (trouble !== undefined) console.log(trouble);
if (options.write) writePart("fuzzing", table);
process.exitCode = results.some(({ trouble }) => trouble !== undefined) ? 1 : 0;

function fuzz({ name, promise, property }: FuzzTarget): {
  readonly row: readonly (string | number)[];
  readonly trouble?: string;
} {
  const since = performance.now();
  const details = fc.check(property(), { numRuns: Number(options.runs), seed: Number(options.seed) });
  const seconds = Math.round((performance.now() - since) / 1000);
  const row = [name, promise, details.numRuns, seconds, details.failed ? "broken" : "holds"];
  console.error(row.join("  "));
  return details.failed ? { row, trouble: `${name}: ${fc.defaultReportMessage(details)}` } : { row };
}
