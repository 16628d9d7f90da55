import type { PromotionRules } from "../../shared/domain/gate/promotion-rules.ts";
import type { GateQuestion, Requirement } from "../../shared/domain/gate/question.ts";
import { isFullSha } from "../../shared/domain/identity.ts";
import { digestOf } from "../../shared/domain/image.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { chosenRegions, regionNames } from "../regions/region-choice.ts";
import type { GateOptions } from "./gate-options.ts";

/** The way that the profile prescribes; only needed when the options leave it open. */
export type Rules = Pick<PromotionRules, "regions" | "requiresEnvironment">;

/** The options as the gate's question. Throws UsageError when they ask nothing, or several things at once. */
export function questionOf(
  cli: Pick<Cli, "env">,
  options: GateOptions,
  asked: { readonly rules: Rules; readonly now: Instant },
): GateQuestion {
  const requirements =
    options.requires === undefined ? promotion(cli, options, asked.rules) : services(cli, options, options.requires);
  return {
    requirements,
    appearBy: addSeconds(asked.now, options.appearWithin),
    ...(options.hotfix && { hotfix: { reason: hotfixReason(options) } }),
  };
}

function services(cli: Pick<Cli, "env">, options: GateOptions, requires: string): readonly Requirement[] {
  const { release, service, after, to, passedIn, soak = 0, evidenceAge, cluster } = options;
  if (release ?? service ?? after ?? to ?? passedIn)
    throw new UsageError(
      "--requires asks about other services; leave out --release, --service, --after, --to and --passed-in.",
    );
  if (options.digest ?? options.commit)
    throw new UsageError("--requires asks about other releases; leave out --digest and --commit.");
  const regions = chosenRegions(cli, options);
  return requires.split(",").flatMap((pair) => {
    const [, name, id] = /^([A-Za-z0-9_-]{1,255})@([^\s,]{1,128})$/.exec(pair.trim()) ?? [];
    if (name === undefined || id === undefined)
      throw new UsageError(`--requires: "${pair.trim()}" is not <service>@<release>, e.g. bf-auth@v1.9.0.`);
    return regions.map(
      (region): Requirement => ({
        kind: "service",
        service: name,
        release: id,
        region,
        soakSeconds: soak,
        ...(cluster !== undefined && { cluster }),
        ...(evidenceAge !== undefined && { evidenceAgeSeconds: evidenceAge }),
      }),
    );
  });
}

function promotion(cli: Pick<Cli, "env">, options: GateOptions, rules: Rules): readonly Requirement[] {
  const { release, service, after, to, passedIn, soak = 0, evidenceAge, cluster } = options;
  if (release === undefined || service === undefined)
    throw new UsageError("Say what wants to go: --release and --service; or what it needs: --requires.");
  const earlier = after === undefined ? regionsBefore(to, rules) : regionNames(after, "--after");
  if (to !== undefined && earlier.includes(to))
    throw new UsageError(`--after: ${to} is also where the release wants to go; it cannot be required before itself.`);
  const environment = passedIn ?? (earlier.length === 0 ? rules.requiresEnvironment : undefined);
  const base = {
    service,
    release,
    ...(cluster !== undefined && { cluster }),
    ...digestAsked(options),
    ...commitNamed(options),
    ...(evidenceAge !== undefined && { evidenceAgeSeconds: evidenceAge }),
  };
  const requirements = earlier.map((region): Requirement => ({ ...base, kind: "region", region, soakSeconds: soak }));
  if (environment === undefined && requirements.length === 0 && to === undefined)
    throw new UsageError("Nothing is asked: name --after, --to, --passed-in or --requires.");
  if (environment === undefined) return requirements;
  const region = options.passedInRegion ?? to ?? earlier[0] ?? chosenRegions(cli, options)[0] ?? "";
  const { digest: _, cluster: __, ...others } = base;
  const staged: Requirement = {
    ...others,
    kind: "environment",
    environment,
    region,
    soakSeconds: 0,
    ...(options.commit === undefined && commitOfPipeline(cli, release)),
  };
  return [staged, ...requirements];
}

function regionsBefore(to: string | undefined, { regions }: Rules): readonly string[] {
  if (to === undefined) return [];
  const place = regions.indexOf(to);
  if (place < 0)
    throw new UsageError(
      `--to: ${to} is not in the profile's promotion.regions (${regions.join(", ") || "none"}). Name the Region before it by --after.`,
    );
  return regions.slice(0, place);
}

function digestAsked({ digest }: GateOptions): Pick<Requirement, "digest"> {
  if (digest === undefined) return {};
  const found = digestOf(digest);
  if (found === undefined) throw new UsageError(`--digest: ${digest} is no digest: sha256: and 64 hex digits.`);
  return { digest: found };
}

function commitNamed({ commit }: GateOptions): Pick<Requirement, "commit"> {
  if (commit === undefined) return {};
  if (!isFullSha(commit)) throw new UsageError(`--commit: ${commit} is no full commit sha: 40 or 64 hex digits.`);
  return { commit: commit.toLowerCase() };
}

/** The release had another name in staging; its commit is the same. That of a pipeline for anything else says nothing of it. */
function commitOfPipeline({ env }: Pick<Cli, "env">, release: string): Pick<Requirement, "commit"> {
  const { CI_COMMIT_SHA: commit = "", CI_COMMIT_TAG: tag } = env;
  return isFullSha(commit) && (tag === release || commit === release) ? { commit: commit.toLowerCase() } : {};
}

function hotfixReason({ reason = "" }: GateOptions): string {
  if (reason.trim() === "") throw new UsageError("--hotfix needs a --reason: it is counted and shown.");
  return reason.trim().slice(0, 500);
}
