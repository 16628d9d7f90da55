import { applyPlace, applyText } from "../../shared/domain/apply-result.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Cli } from "../cli.ts";
import type { Identify } from "../decide/caller-identity.ts";
import type { ExitCode } from "../exit-code.ts";
import { inEveryRegion } from "../regions/in-every-region.ts";
import { chosenRegions, type RegionChoice } from "../regions/region-choice.ts";
import type { OpenRegion, TableOptions } from "../regions/region-tables.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { type ToldOptions, toldApply } from "./told-apply.ts";

export interface AppliedOptions extends ToldOptions, RegionChoice, TableOptions {
  readonly release: string;
}

export interface AppliedPorts {
  readonly open: OpenRegion;
  readonly identify: Identify;
  /** AWS's time, in which rollouts are dated too. */
  readonly clock: Pick<Clock, "now">;
}

/** Keeps what a deploy job says of its Terraform apply, whether or not anything was rolled out. Nothing is judged by it. */
export async function applied(
  cli: Cli,
  { open, identify, clock }: AppliedPorts,
  options: AppliedOptions,
): Promise<ExitCode> {
  const regions = chosenRegions(cli, options);
  const told = toldApply(cli, options);
  const [home = ""] = regions;
  const by = await identify(home);
  return inEveryRegion(cli, regions, async (region) => {
    const { evidence } = await open(region);
    const { created, apply } = await evidence.addApply(options.release, { ...told, region, at: clock.now(), by });
    const beside = created ? "the verdict does not depend on it" : `this job told it at ${apply.at}`;
    const what = `${applyText(apply)}, for ${options.release} of ${applyPlace(apply)}`;
    print(cli.stdout, [line(created ? "Kept: " : "Kept already: ", styled("bold", what), `; ${beside}.`)]);
  });
}
