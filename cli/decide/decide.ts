import { randomUUID } from "node:crypto";
import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { withoutFullStop } from "../../shared/domain/full-stop.ts";
import { holdsUntil, type OperatorDecision } from "../../shared/domain/operator-decision.ts";
import { addSeconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Cli } from "../cli.ts";
import type { ExitCode } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { inEveryRegion } from "../regions/in-every-region.ts";
import { chosenRegions, type RegionChoice } from "../regions/region-choice.ts";
import type { OpenRegion, TableOptions } from "../regions/region-tables.ts";
import { type Line, line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import type { Identify } from "./caller-identity.ts";
import { judgedRollout } from "./judged-rollout.ts";

export interface DecideOptions extends RegionChoice, TableOptions {
  readonly release: string;
  readonly service: string;
  readonly cluster?: string;
  readonly as: string;
  readonly reason: string;
  /** Seconds for which a proceed may open a gate; four hours unless told. */
  readonly expires?: number;
  /** Minutes of manual work that the release took. */
  readonly minutes?: number;
}

export interface DecidePorts {
  readonly open: OpenRegion;
  readonly identify: Identify;
  /** AWS's time: of several decisions the latest counts, whatever the clocks of the machines say on which they were made. */
  readonly clock: Pick<Clock, "now">;
}

const words = ["proceed", "alert", "delegate"] as const;
const longestReason = 500;
/** A week. */
const mostMinutes = 10_080;
const fourHours = 4 * 3600;

/** Keeps what a person decided about a release beside its verdict, in every named Region. One Region that fails keeps no other from it. */
export async function decide(
  cli: Cli,
  { open, identify, clock }: DecidePorts,
  options: DecideOptions,
): Promise<ExitCode> {
  const regions = chosenRegions(cli, options);
  const said = saidBy(options);
  const [home = ""] = regions;
  const by = await identify(home);
  const id = randomUUID();
  return inEveryRegion(cli, regions, async (region) => {
    const record = await judgedRollout(open, { ...options, region });
    const at = clock.now();
    const decision = { ...said, id, at, by, expiresAt: addSeconds(at, options.expires ?? fourHours) };
    await (await open(region)).evidence.addDecision(record.key, decision);
    print(cli.stdout, keptLines(region, record, decision));
  });
}

function saidBy({
  as,
  reason: given,
  expires,
  minutes,
}: DecideOptions): Pick<OperatorDecision, "decision" | "reason" | "minutes"> {
  const decision = words.find((word) => word === as);
  if (decision === undefined) throw new UsageError(`--as: ${as} is none of ${words.join(", ")}.`);
  if (expires !== undefined && decision !== "proceed")
    throw new UsageError(`--expires goes with --as proceed only: ${decision} holds until another decision.`);
  const reason = given.trim();
  if (reason === "" || reason.length > longestReason)
    throw new UsageError(`--reason: say why, in at most ${longestReason} characters.`);
  if (minutes === undefined) return { decision, reason };
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > mostMinutes)
    throw new UsageError(`--minutes: say whole minutes, 1 to ${mostMinutes}.`);
  return { decision, reason, minutes };
}

function keptLines(region: string, record: ValidationRecord, decision: OperatorDecision): readonly Line[] {
  const { release, rollout, verdict, profile } = record;
  const what = `${decision.decision} on ${release.id} of ${rollout.name.service} (${profile.environment}, ${region})`;
  const beside =
    verdict === undefined
      ? "there is no verdict yet"
      : `the verdict stays ${verdict.status}: ${withoutFullStop(verdict.reason)}`;
  const opensNothing =
    decision.decision === "proceed" && profile.promotion?.overrides !== true && verdict?.status !== "passed";
  const isEarly = decision.decision === "proceed" && verdict === undefined;
  return [
    line("Kept: ", styled("bold", what), `, by ${decision.by.principal} until ${holdsUntil(decision)}; ${beside}.`),
    ...(decision.minutes === undefined ? [] : [line(`${decision.minutes} minutes of manual work are kept with it.`)]),
    ...(isEarly ? [line("It stands for no verdict that is still to come: decide again when it is there.")] : []),
    ...(opensNothing
      ? [
          line(
            "It opens no gate: the service's profile does not say promotion.overrides: true, or said so only after this rollout.",
          ),
        ]
      : []),
  ];
}
