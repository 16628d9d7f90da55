import { parseServiceArn, type ServiceName } from "../../shared/domain/rollout.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { DecidedRecord } from "../../shared/history/deployments.ts";
import type { ServiceHistory } from "../../shared/ports/evidence.ts";
import type { RolloutLooks } from "../../shared/ports/rollout-looks.ts";
import { UsageError } from "../failure.ts";
import { nearText } from "../nearest.ts";
import { type UnansweredRegion, unansweredRegion } from "../regions/unanswered-region.ts";
import { askForCluster } from "../text/several-clusters.ts";
import { withDecisions } from "./read-decisions.ts";

/** Opens the history of a Region; rejects with a ValidatorError that says which call was refused. */
export type OpenHistory = (
  region: string,
) => Promise<{ readonly history: ServiceHistory; readonly looks: Pick<RolloutLooks, "decisions"> }>;

export interface Wanted {
  readonly service: string;
  readonly cluster?: string | undefined;
  readonly regions: readonly string[];
  readonly since: Instant;
  /** Of rollouts from then on the decisions are read too. */
  readonly decidedSince: Instant;
}

export interface Read {
  readonly records: readonly DecidedRecord[];
  /** Whether any Region that answered knows the service; without it there is nothing to count. */
  readonly isKnown: boolean;
  readonly unanswered: readonly UnansweredRegion[];
  /** Regions with more rollouts than are read: the oldest of them are missing. */
  readonly cut: readonly string[];
}

/** Rollouts of one Region that are read at most: eleven a day for 90 days. */
export const mostRollouts = 1000;

/** The rollouts of a service in its Regions; one that does not answer hides no other. Throws UsageError when none of those that answer knows the service. */
export async function readRecords(open: OpenHistory, wanted: Wanted): Promise<Read> {
  const answers = await Promise.all(wanted.regions.map((region) => answerOf(open, region, wanted)));
  const unanswered = answers.flatMap((answer) => answer.unanswered ?? []);
  const known = [...new Set(answers.flatMap((answer) => answer.known ?? []))].sort();
  const isKnown = answers.some(({ records }) => records !== undefined);
  if (unanswered.length === 0 && !isKnown) {
    const said = known.length === 0 ? " No service was validated there yet." : nearText(wanted.service, known);
    throw new UsageError(`No service ${wanted.service} was validated in ${wanted.regions.join(", ")}.${said}`);
  }
  return {
    records: answers.flatMap(({ records = [] }) => records),
    isKnown,
    unanswered,
    cut: answers.flatMap(({ records = [], region }) => (records.length === mostRollouts ? [region] : [])),
  };
}

interface Answer {
  readonly region: string;
  /** Absent when the Region does not know the service. */
  readonly records?: readonly DecidedRecord[];
  readonly known?: readonly string[];
  readonly unanswered?: UnansweredRegion;
}

async function answerOf(open: OpenHistory, region: string, wanted: Wanted): Promise<Answer> {
  try {
    const { history, looks } = await open(region);
    const all = servicesIn(await history.services(), region);
    const arn = arnOf(all, region, wanted);
    const known = all.map(({ name }) => name.service);
    if (arn === undefined) return { region, known };
    const records = await history.rollouts(arn, { since: wanted.since, atMost: mostRollouts });
    const counted = records.filter(({ rollout }) => rollout.startedAt >= wanted.decidedSince);
    const before = records.filter(({ rollout }) => rollout.startedAt < wanted.decidedSince);
    return { region, known, records: [...(await withDecisions(looks, counted)), ...before] };
  } catch (error) {
    return { region, unanswered: unansweredRegion(region, error) };
  }
}

interface Known {
  readonly arn: string;
  readonly name: ServiceName;
}

function servicesIn(arns: readonly string[], region: string): readonly Known[] {
  return arns.flatMap((arn) => {
    const name = parseServiceArn(arn);
    return name?.region === region ? [{ arn, name }] : [];
  });
}

function arnOf(all: readonly Known[], region: string, { service, cluster }: Wanted): string | undefined {
  const named = all.filter(({ name }) => name.service === service);
  const clusters = named.map(({ name }) => name.cluster).join(", ");
  const fitting = named.filter(({ name }) => cluster === undefined || name.cluster === cluster);
  if (fitting.length > 1)
    throw new UsageError(
      `${askForCluster(
        { service, region },
        named.map(({ name }) => name.cluster),
      )}.`,
    );
  if (fitting.length === 0 && named.length > 0)
    throw new UsageError(`${service} is not in the cluster ${cluster} of ${region}, but in ${clusters}.`);
  return fitting[0]?.arn;
}
