import { startVirtualClock, type VirtualClock } from "../../local/clock/virtual-clock.ts";
import { serviceArn } from "../../local/ecs/place.ts";
import type { Stage } from "../../local/scenario/stage.ts";
import { setEnvironment } from "../../local/world/environment.ts";
import { settled } from "../../local/world/evidence.ts";
import { lambdaEnvironment } from "../../local/world/names.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { FleetMember } from "./fleet-members.ts";
import { type Fleet, fleetPlace, leadSeconds, openFleet } from "./fleet-world.ts";
import type { Traffic } from "./traffic.ts";

/** What became of one rollout of a fleet. */
export interface FleetRow {
  readonly member: FleetMember;
  readonly dossier: RolloutDossier | undefined;
  /** Seconds from the deciding moment to the verdict; undefined without one. */
  readonly delay: number | undefined;
  /** The state that GitLab shows for its commit. */
  readonly shown: string | undefined;
}

export interface FleetOutcome {
  readonly rows: readonly FleetRow[];
  readonly traffic: Traffic;
  /** Most Lambda invocations at one time, and those refused at the account's limit. */
  readonly lambda: { readonly peak: number; readonly refused: number };
  /** Most state transitions in one second. */
  readonly transitionsPerSecond: number;
  readonly executions: readonly { readonly name: string; readonly status: string }[];
  readonly troubles: readonly string[];
  readonly seconds: number;
}

/** Time for late events after the last entry of the timelines. */
const settleSeconds = 30;

/** Plays many rollouts in one account and Region. Rejects when they have not all ended after `limitSeconds`. */
export async function playFleet(members: readonly FleetMember[], limitSeconds = 7200): Promise<FleetOutcome> {
  const time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
  const restore = setEnvironment(lambdaEnvironment(fleetPlace));
  try {
    const begin = Date.now() + leadSeconds * 1000;
    const fleet = await openFleet(time, members);
    let hasPlayed = false;
    time.at(fleet.lastSecond + settleSeconds, () => {
      hasPlayed = true;
    });
    await time.run(() => hasPlayed && fleet.validator.isIdle(), limitSeconds);
    return await outcomeOf(fleet, members, { time, begin });
  } finally {
    restore();
    time.stop();
  }
}

async function outcomeOf(
  { stages, evidence, gitlab, validator, network, traffic, lambdaUse }: Fleet,
  members: readonly FleetMember[],
  { time, begin }: { readonly time: VirtualClock; readonly begin: number },
): Promise<FleetOutcome> {
  const seconds = time.elapsedSeconds();
  const dossiers = await settled(time, Promise.all(stages.map((stage) => evidence.dossier(rolloutOf(stage)))));
  const rows = gitlab.rows().filter(({ retried }) => !retried);
  return {
    rows: members.map((member, index) => {
      const dossier = dossiers[index];
      const shown = rows.findLast(({ sha }) => sha === member.read.scenario.release.commit)?.status;
      return { member, dossier, delay: delayOf(member, dossier, begin), shown };
    }),
    traffic: traffic(),
    lambda: lambdaUse(),
    transitionsPerSecond: busiestSecond(validator.machine.executions.flatMap(({ history }) => history)),
    executions: validator.machine.executions.map(({ name, status }) => ({ name, status })),
    troubles: [
      ...network.defects.map(({ message }) => message),
      ...validator.failures().map((failure) => `${failure.function} gave up an event: ${failure.error}`),
    ],
    seconds,
  };
}

function rolloutOf({ scenario, deploys }: Stage): { readonly serviceArn: string; readonly deploymentId: string } {
  return {
    serviceArn: serviceArn(fleetPlace, scenario.service.name),
    deploymentId: `ecs-svc/${deploys[1]?.number}`,
  };
}

function delayOf(
  { startsAt, decidedAt }: FleetMember,
  dossier: RolloutDossier | undefined,
  begin: number,
): number | undefined {
  const at = dossier?.record.verdict?.at;
  return at === undefined ? undefined : (Date.parse(at) - begin) / 1000 - startsAt - decidedAt;
}

function busiestSecond(
  history: readonly { readonly timestamp?: Date | undefined; readonly type?: string | undefined }[],
): number {
  const seconds = new Map<number, number>();
  for (const { timestamp, type } of history) {
    if (timestamp === undefined || !type?.endsWith("StateEntered")) continue;
    const second = Math.floor(timestamp.getTime() / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return Math.max(0, ...seconds.values());
}
