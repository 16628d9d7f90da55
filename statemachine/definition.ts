import { readFileSync } from "node:fs";
import type { FunctionFolder } from "./tasks.ts";

const file = new URL("./validate-rollout.asl.json", import.meta.url);

/** The workflow's text with each function's ARN in its place: `${check-task-health}` and so on. */
export function definition(functionArn: (folder: FunctionFolder) => string): string {
  return readFileSync(file, "utf8").replaceAll(/\$\{([a-z-]+)\}/g, (_, folder: FunctionFolder) => functionArn(folder));
}
