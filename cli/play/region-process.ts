import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Cli } from "../cli.ts";
import { PlayError } from "../failure.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";

export interface RegionDeploy {
  readonly scenario: string;
  readonly region: string;
  readonly release?: string | undefined;
  readonly speed: number;
  readonly verbose?: true | undefined;
  /** Of the longest name of a Region that is shown beside it. */
  readonly width: number;
}

/** A Region that plays a scenario in a process of its own: a simulation owns the clock of its process. */
export interface RegionProcess {
  /** Where its simulated services listen. */
  readonly url: string;
  stop(): Promise<void>;
}

const launcher = fileURLToPath(new URL("../rollout-validator.js", import.meta.url));
const listens = /simulated AWS and GitLab on (http:\/\/127\.0\.0\.1:\d+)/;

/** Starts the Region, shows what it tells after the Region's name, a line for each thing on a terminal, and resolves when its services listen. */
export async function startRegion(
  cli: Cli,
  { scenario, region, release, speed, verbose, width }: RegionDeploy,
): Promise<RegionProcess> {
  const words = [
    "local",
    scenario,
    "--region",
    region,
    "--speed",
    String(speed),
    ...(release ? ["--release", release] : []),
    ...(verbose ? ["--verbose"] : []),
  ];
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: cli.folder,
    env: { ...cli.env, CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const complaints: string[] = [];
  createInterface(child.stderr).on("line", (text) => complaints.push(text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (text) => {
      const found = listens.exec(text)?.[1];
      if (found !== undefined) resolve(found);
      // What it says of itself before it plays is said for all Regions already.
      if (/^ *[+-]\d/.test(text))
        print(cli.stdout, [line(styled("dim", region.padEnd(width)), text.replace(/^ {2}/, ""))], cli.stdout.columns);
    });
    ended.then(() => reject(new PlayError(complaints.join("\n") || `${region} ended before it listened.`)));
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
