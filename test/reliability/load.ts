import { parseArgs } from "node:util";
import { playFleet } from "./fleet.ts";
import { fleetMembers } from "./fleet-members.ts";
import { loadFailures } from "./load-failures.ts";
import { loadTables } from "./load-tables.ts";
import { writePart } from "./report.ts";

/**
 * `node test/reliability/load.ts` plays 200 rollouts at once under AWS's quotas and prints delays and calls; `--size <n>`,
 * `--over <seconds>` for their start, `--write` keeps it in docs/reliability.md. Exit code 1 when a verdict is wrong or late.
 */
const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "200" },
    over: { type: "string", default: "10" },
    write: { type: "boolean" },
  },
});

const outcome = await playFleet(fleetMembers({ size: Number(options.size), overSeconds: Number(options.over) }));
const text = loadTables(outcome);
console.log(text);
const failures = loadFailures(outcome);
for (const failure of failures) console.log(failure);
if (options.write) writePart("load", text);
process.exitCode = failures.length > 0 ? 1 : 0;
