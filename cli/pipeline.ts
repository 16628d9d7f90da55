import { main } from "./main.ts";
import { pipelineCommands } from "./pipeline-commands.ts";

await main(process.argv.slice(2), pipelineCommands);
