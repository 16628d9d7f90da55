import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SSMClient } from "@aws-sdk/client-ssm";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { lambdaPlatform } from "../../shared/platform.ts";
import { promotionRules } from "../../shared/schema/promotion.ts";
import { parseProfile } from "../../shared/schema/resolve-profile.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { defaultPrefix } from "../regions/region-tables.ts";
import type { GateOptions } from "./gate-options.ts";
import type { Rules } from "./question.ts";

/** What the service's profile says about its way: from a file, else where the release is to go. Read only when `--to` asks for it. */
export async function profileRules(cli: Pick<Cli, "env" | "folder">, options: GateOptions): Promise<Rules> {
  const { to, after, profile } = options;
  if (profile === undefined && (to === undefined || after !== undefined)) return { regions: [] };
  const { text, source } = profile === undefined ? await published(cli, options) : fromFile(cli, profile);
  const parsed = parseProfile(text, options.service);
  if (parsed.profile === undefined) throw new UsageError(`${source}:\n${parsed.problems.join("\n")}`);
  return parsed.profile.promotion === undefined ? { regions: [] } : promotionRules(parsed.profile.promotion);
}

interface FoundText {
  readonly text: string;
  readonly source: string;
}

function fromFile({ folder }: Pick<Cli, "folder">, file: string): FoundText {
  try {
    return { text: readFileSync(resolve(folder, file), "utf8"), source: file };
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`--profile: ${file} cannot be read (${String(error.code)}).`);
  }
}

async function published({ env }: Pick<Cli, "env">, { to, cluster, service, prefix }: GateOptions): Promise<FoundText> {
  if (to !== undefined && service !== undefined && cluster === undefined)
    throw new UsageError(
      "--cluster is missing: --to needs the profile, which is published by cluster and service. Or name its file by --profile.",
    );
  if (to === undefined || cluster === undefined || service === undefined)
    throw new UsageError(
      "--to needs the profile: name its file by --profile, or the service by --service and --cluster.",
    );
  const ssm = new SSMClient({
    region: to,
    maxAttempts: defaultLimits.attempts,
    requestHandler: lambdaPlatform.transport(defaultLimits),
  });
  const path = prefix ?? (env["ROLLOUT_VALIDATOR_PREFIX"] || defaultPrefix);
  const found = await ssmProfiles(ssm, path).find(cluster, service);
  if (found === undefined)
    throw new UsageError(
      `--to: ${to} has no profile of ${cluster}/${service} below ${path}/profiles; name the Region before it by --after.`,
    );
  return found;
}
