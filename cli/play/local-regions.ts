import { routeRegions } from "../../local/server/region-router.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { regionNames } from "../regions/region-choice.ts";
import { print } from "../text/print.ts";
import { deployedRegions } from "./deployed-regions.ts";
import type { LocalOptions } from "./local.ts";
import { regionLines } from "./region-lines.ts";
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
  const deployed = deployedRegions(cli, { ...options, regions, scenario });
  const listening = await routeRegions({ port: options.port, ...deployed });
  print(cli.stdout, regionLines(regions, listening));
  try {
    await interrupted(cli);
  } finally {
    await deployed.stop();
    await listening.close();
  }
  return exitCode.passed;
}

function interrupted(cli: Cli): Promise<void> {
  return new Promise((resolve) => {
    const forget = cli.onInterrupt(() => {
      forget();
      resolve();
    });
  });
}
