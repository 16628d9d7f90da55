import { routeRegions } from "../../local/server/region-router.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { failureOf, UsageError } from "../failure.ts";
import { regionNames } from "../regions/region-choice.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import type { LocalOptions } from "./local.ts";
import { type RegionProcess, startRegion } from "./region-process.ts";
import { findScenario } from "./scenarios.ts";

export interface LocalRegionsOptions extends Omit<LocalOptions, "region"> {
  readonly regions: string;
  readonly region?: string;
}

/** Serves several Regions on one port until Ctrl-C; each is deployed to when somebody asks for it, as a pipeline does. */
export async function localRegions(cli: Cli, scenario: string, options: LocalRegionsOptions): Promise<ExitCode> {
  const regions = regionNames(options.regions, "--regions");
  if (options.exit || options.region !== undefined)
    throw new UsageError("--regions goes with neither --exit nor --region.");
  findScenario(scenario, cli.folder);
  const running = new Map<string, RegionProcess>();
  const deploy = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const region = /^\/regions\/([a-z0-9-]+)\/deploy$/.exec(pathname)?.[1];
    if (region === undefined || request.method !== "POST" || !regions.includes(region))
      return new Response(`POST /regions/<region>/deploy, with one of ${regions.join(", ")}.\n`, { status: 404 });
    const wanted = {
      scenario: searchParams.get("scenario") ?? scenario,
      release: searchParams.get("release") ?? options.release,
    };
    // What cannot start ends nothing that runs.
    const started = await startRegion(cli, { ...wanted, region, speed: options.speed });
    const before = running.get(region);
    running.set(region, started);
    await before?.stop();
    return new Response(`Deploying to ${region}.\n`, { status: 202 });
  };
  const answer = (request: Request): Promise<Response> =>
    deploy(request).catch((error: unknown) => new Response(`${failureOf(error).message}\n`, { status: 400 }));
  const listening = await routeRegions({ port: options.port, targetOf: (region) => running.get(region)?.url, answer });
  print(cli.stdout, regionLines(regions, listening));
  try {
    await interrupted(cli);
  } finally {
    await Promise.all([...running.values()].map((region) => region.stop()));
    await listening.close();
  }
  return exitCode.passed;
}

function regionLines(regions: readonly string[], { urls, environment }: Awaited<ReturnType<typeof routeRegions>>) {
  return [
    line(styled("bold", regions.join(", ")), styled("dim", `  simulated AWS on ${urls.aws}`)),
    line("In another shell:"),
    ...Object.entries(environment).map(([name, value]) => line(`  export ${name}=${value}`)),
    line("then deploy, and ask for the verdict:"),
    ...regions.map((region) => line(`  curl -X POST '${urls.aws}/regions/${region}/deploy?release=v2.3.1'`)),
    line(`  npx rollout-validator wait --release v2.3.1 --service bf-manage-core --regions ${regions.join(",")}`),
    line(
      styled("dim", "Before its deploy a Region has no validator and no evidence; a further deploy begins it anew."),
    ),
  ];
}

function interrupted(cli: Cli): Promise<void> {
  return new Promise((resolve) => {
    const forget = cli.onInterrupt(() => {
      forget();
      resolve();
    });
  });
}
