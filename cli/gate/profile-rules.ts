import { ssmClient } from "../../shared/aws/clients.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { standingRules } from "../../shared/domain/gate/promotion-rules.ts";
import { ValidatorError } from "../../shared/errors.ts";
import { machinePlatform } from "../../shared/platform.ts";
import { promotionRules } from "../../shared/schema/promotion.ts";
import { parseProfile } from "../../shared/schema/resolve-profile.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { fileText } from "../file-text.ts";
import { chosenPrefix } from "../regions/chosen-prefix.ts";
import type { GateOptions } from "./gate-options.ts";
import type { Rules } from "./question.ts";

/**
 * What the service's profile says about its way: from a file, else where the release is to go. Where that has none, or may not be
 * read, `--after` says the way alone.
 */
export async function profileRules(cli: Pick<Cli, "env" | "folder">, options: GateOptions): Promise<Rules> {
  const found = await foundProfile(cli, options);
  if (found === undefined) return { regions: [] };
  const { text, source } = found;
  const parsed = parseProfile(text, options.service);
  if (parsed.profile === undefined) throw new UsageError(`${source}:\n${parsed.problems.join("\n")}`);
  if (parsed.profile.promotion === undefined) return { regions: [] };
  const rules = promotionRules(parsed.profile.promotion);
  const { regions, requiresEnvironment } = rules;
  return { regions, standing: standingRules(rules), ...(requiresEnvironment !== undefined && { requiresEnvironment }) };
}

async function foundProfile(cli: Pick<Cli, "env" | "folder">, options: GateOptions): Promise<FoundText | undefined> {
  const { to, after, profile, cluster, service } = options;
  if (profile !== undefined) return { text: fileText(cli, profile), source: profile };
  if (to === undefined) return undefined;
  if (after === undefined) return published(cli, options);
  if (cluster === undefined || service === undefined) return undefined;
  try {
    return await ssmProfiles(ssmClient(machinePlatform, to), chosenPrefix(cli, options)).find(cluster, service);
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "AccessDenied") return undefined;
    throw error;
  }
}

interface FoundText {
  readonly text: string;
  readonly source: string;
}

async function published(cli: Pick<Cli, "env">, options: GateOptions): Promise<FoundText> {
  const { to, cluster, service } = options;
  if (to !== undefined && service !== undefined && cluster === undefined)
    throw new UsageError(
      "--cluster is missing: --to needs the profile, which is published by cluster and service. Or name its file by --profile.",
    );
  if (to === undefined || cluster === undefined || service === undefined)
    throw new UsageError(
      "--to needs the profile: name its file by --profile, or the service by --service and --cluster.",
    );
  const path = chosenPrefix(cli, options);
  const found = await ssmProfiles(ssmClient(machinePlatform, to), path).find(cluster, service);
  if (found === undefined)
    throw new UsageError(
      `--to: ${to} has no profile of ${cluster}/${service} below ${path}/profiles; name the Region before it by --after.`,
    );
  return found;
}
