import { regionsBefore } from "../../shared/domain/gate/order.ts";
import type { PromotionRules, StandingRules } from "../../shared/domain/gate/promotion-rules.ts";
import type { GateQuestion, Requirement } from "../../shared/domain/gate/question.ts";
import { isFullSha } from "../../shared/domain/identity.ts";
import { digestOf } from "../../shared/domain/image.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { chosenRegions, regionNames } from "../regions/region-choice.ts";
import type { GateOptions } from "./gate-options.ts";

/** What the profile prescribes: the way, which has no Regions where no profile is known, and what holds at each of its steps. */
export interface Rules extends Pick<PromotionRules, "regions" | "requiresEnvironment"> {
  readonly standing?: StandingRules;
}

/** The gate's question without its times, and what must be told beside the answer. */
export interface Asking extends Omit<GateQuestion, "appearBy"> {
  readonly remarks: readonly string[];
}

/** The options as the gate's question. Throws UsageError when they ask nothing, or several things at once. */
export function questionOf(cli: Pick<Cli, "env">, options: GateOptions, rules: Rules): Asking {
  const hotfix = options.hotfix && { hotfix: { reason: hotfixReason(options) } };
  if (options.requires !== undefined)
    return { requirements: services(cli, options, options.requires), ...hotfix, remarks: [] };
  return { requirements: promotion(cli, options, rules), ...hotfix, remarks: orderRemarks(options, rules) };
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
  const named = after === undefined ? [] : regionNames(after, "--after");
  if (to !== undefined && named.includes(to))
    throw new UsageError(`--after: ${to} is also where the release wants to go; it cannot be required before itself.`);
  const ordered = orderedBefore(options, named, rules.regions);
  const earlier = [...new Set([...ordered, ...named])];
  const isFirst = to === undefined ? earlier.length === 0 : rules.regions[0] === to;
  const environment = passedIn ?? (isFirst ? rules.requiresEnvironment : undefined);
  const base = {
    service,
    release,
    ...(cluster !== undefined && { cluster }),
    ...digestAsked(options),
    ...commitNamed(options),
    ...(evidenceAge !== undefined && { evidenceAgeSeconds: evidenceAge }),
    ...(rules.standing && { promotion: rules.standing }),
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

/** The Regions that the profile's order puts before the target, or before those that are named; none where it does not know them. */
function orderedBefore(
  { to, after }: GateOptions,
  named: readonly string[],
  regions: readonly string[],
): readonly string[] {
  const before = to === undefined ? undefined : regionsBefore(to, regions);
  if (to !== undefined && before === undefined && after === undefined)
    throw new UsageError(
      `--to: ${to} is not in the profile's promotion.regions (${regions.join(", ") || "none"}). Name the Region before it by --after.`,
    );
  if (to !== undefined) return before ?? [];
  const last = regions.findLastIndex((region) => named.includes(region));
  return regions.slice(0, Math.max(0, last));
}

/** Whoever names the Regions before may forget one: told where no order could be asked. */
function orderRemarks({ to, after }: GateOptions, { regions }: Rules): readonly string[] {
  if (after === undefined) return [];
  if (regions.length === 0)
    return [
      "order not checked: no promotion.regions is known; name the profile by --profile, or with --to by --cluster",
    ];
  const missing = (to === undefined ? regionNames(after, "--after") : [to]).filter((each) => !regions.includes(each));
  return missing.length === 0
    ? []
    : [`order not checked: ${missing.join(", ")} is not in the profile's promotion.regions (${regions.join(", ")})`];
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
function commitOfPipeline(
  { env }: Pick<Cli, "env">,
  release: string,
): Pick<Requirement, "commit" | "isCommitOfPipeline"> {
  const { CI_COMMIT_SHA: commit = "", CI_COMMIT_TAG: tag } = env;
  if (!isFullSha(commit) || (tag !== release && commit !== release)) return {};
  return { commit: commit.toLowerCase(), isCommitOfPipeline: true };
}

function hotfixReason({ reason = "" }: GateOptions): string {
  if (reason.trim() === "") throw new UsageError("--hotfix needs a --reason: it is counted and shown.");
  return reason.trim().slice(0, 500);
}
