import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { allJobs, allUndisturbed, type JobResult, nameOf, runJob } from "./jobs.ts";
import { matrixCount, matrixSummary } from "./matrix-summary.ts";
import { matrixTables } from "./matrix-tables.ts";
import { writePart } from "./report.ts";
import { sampleOf } from "./sample.ts";

/**
 * `node test/reliability/matrix.ts` runs every cell and prints the tables; `--write` keeps them in docs/reliability-matrix.md and
 * what they come to in docs/reliability.md; `--only <text>` runs the cells whose name contains it, `--sample` a few that stand for
 * all. Exit code 1 when one cell is not as it should be.
 */
const { values: options } = parseArgs({
  options: {
    write: { type: "boolean" },
    only: { type: "string", default: "" },
    sample: { type: "boolean", default: false },
    share: { type: "string" },
  },
});

if (options.write && (options.sample || options.only !== ""))
  throw new Error("--only and --sample run a part, which must not replace the whole.");

if (options.share === undefined) await printAll();
else await runShare(options.share);

/** One process per core, as a simulation takes over its process's clock. */
async function printAll(): Promise<void> {
  const processes = Math.min(4, availableParallelism());
  const shares = await Promise.all(Array.from({ length: processes }, (_, index) => resultsOf(index, processes)));
  const results = shares.flat().sort((one, other) => (nameOf(one.job) < nameOf(other.job) ? -1 : 1));
  const wrong = results.filter(({ deviations }) => deviations.length > 0);
  const [tables, summary] = [matrixTables(results), matrixSummary(results)];
  console.log(`${tables}\n${summary}`);
  for (const { job, deviations } of wrong) console.log(`${nameOf(job)}: ${deviations.join("; ")}`);
  if (options.write) {
    writePart("matrix", `${matrixCount(results)}\n${tables}`);
    writePart("matrix summary", summary);
  }
  if (results.length === 0) throw new Error(`No run is named ${options.only}.`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

function resultsOf(index: number, of: number): Promise<readonly JobResult[]> {
  const part = ["--only", options.only, ...(options.sample ? ["--sample"] : [])];
  const child = fork(fileURLToPath(import.meta.url), ["--share", `${index}/${of}`, ...part]);
  return new Promise((resolve, reject) => {
    const results: JobResult[] = [];
    child.on("message", (result: JobResult) => {
      results.push(result);
      if (results.length % 20 === 0) console.error(`process ${index + 1}: ${results.length} runs`);
    });
    child.on("exit", (code) =>
      code === 0 ? resolve(results) : reject(new Error(`Process ${index + 1} ended with ${code}.`)),
    );
  });
}

async function runShare(share: string): Promise<void> {
  const [index = 0, of = 1] = share.split("/").map(Number);
  const runs = await allUndisturbed();
  const all = allJobs(runs);
  const jobs = (options.sample ? sampleOf(all) : all).filter((job) => nameOf(job).includes(options.only));
  for (const [position, job] of jobs.entries()) {
    if (position % of !== index) continue;
    const result = await runJob(job, runs);
    await new Promise((resolve) => process.send?.(result, resolve));
  }
  // A killed function leaves the timer of its time limit behind, which would keep this process for a minute and a half.
  process.exit();
}
