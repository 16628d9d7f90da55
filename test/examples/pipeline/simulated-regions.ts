import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { root } from "../../infra/template.ts";

export interface SimulatedRegions {
  /** Where the AWS services of all Regions listen. */
  readonly url: string;
  close(): Promise<void>;
}

/** Two Regions as `rollout-validator local` serves them, in a process of its own: nothing is deployed until somebody asks. */
export async function simulatedRegions(regions: readonly string[], folder: string): Promise<SimulatedRegions> {
  const words = ["local", "healthy", "--regions", regions.join(","), "--speed", "40"];
  const child = spawn(process.execPath, [`${root}/cli/rollout-validator.js`, ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await listening(child);
  return {
    url,
    close: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The simulated Regions ended with ${code}.`)));
    if (child.stdout === null) throw new Error("The process has no output.");
    createInterface(child.stdout).on("line", (text) => {
      const url = /simulated AWS on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
