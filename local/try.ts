import { readScenario } from "./scenario/read-scenario.ts";
import { simulate } from "./simulation.ts";
const t = performance.now();
const outcome = await simulate(readScenario(process.argv[2]!), process.argv[3] ? { onChange: (c) => console.log(JSON.stringify(c).slice(0, 220)) } : {});
console.log(outcome.passed, outcome.seconds, Math.round(performance.now() - t) + " ms");
for (const e of outcome.expectations) if (!e.passed || process.argv[3]) console.log(e.passed ? "OK" : "NG", e.what, "|", e.expected, "|", e.got);
console.log(outcome.troubles, outcome.executions);
if (process.argv[3]) console.log(outcome.counts);
if (process.argv[4]) console.log(outcome.captured.logs.join("\n").slice(0, 6000));
