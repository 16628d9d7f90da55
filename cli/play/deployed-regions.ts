import type { Cli } from "../cli.ts";
import { failureOf } from "../failure.ts";
import { type RegionDeploy, type RegionProcess, startRegion } from "./region-process.ts";

export interface DeployedRegionsOptions extends Omit<RegionDeploy, "region" | "width"> {
  /** Where may be deployed to. */
  readonly regions: readonly string[];
}

/** Regions of one account in which a validator is there once somebody has deployed to them. */
export interface DeployedRegions {
  /** Takes `POST /regions/<region>/deploy`, with `scenario` and `release` as a query; a further deploy begins the Region anew. */
  answer(request: Request): Promise<Response>;
  /** Where the Region's services listen. */
  targetOf(region: string): string | undefined;
  stop(): Promise<void>;
}

export function deployedRegions(cli: Cli, { regions, ...usual }: DeployedRegionsOptions): DeployedRegions {
  const running = new Map<string, RegionProcess>();
  const deploy = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const region = /^\/regions\/([a-z0-9-]+)\/deploy$/.exec(pathname)?.[1];
    if (region === undefined || request.method !== "POST" || !regions.includes(region))
      return new Response(`POST /regions/<region>/deploy, with one of ${regions.join(", ")}.\n`, { status: 404 });
    const wanted = {
      scenario: searchParams.get("scenario") ?? usual.scenario,
      release: searchParams.get("release") ?? usual.release,
    };
    // What cannot start ends nothing that runs.
    const width = Math.max(...regions.map(({ length }) => length));
    const started = await startRegion(cli, { ...usual, ...wanted, region, width });
    const before = running.get(region);
    running.set(region, started);
    await before?.stop();
    return new Response(`Deploying to ${region}.\n`, { status: 202 });
  };
  return {
    answer: (request) =>
      deploy(request).catch((error: unknown) => new Response(`${failureOf(error).message}\n`, { status: 400 })),
    targetOf: (region) => running.get(region)?.url,
    async stop() {
      await Promise.all([...running.values()].map((region) => region.stop()));
    },
  };
}
