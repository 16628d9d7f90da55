import { startVirtualClock, type VirtualClock } from "../../local/clock/virtual-clock.ts";
import { embeddedDynamodb } from "../../local/dynamodb/embedded-dynamodb.ts";
import { createCluster } from "../../local/ecs/cluster.ts";
import { seededIds } from "../../local/ecs/ids.ts";
import { serviceArn } from "../../local/ecs/place.ts";
import { ecsServer } from "../../local/ecs/server.ts";
import { envelope } from "../../local/events/envelope.ts";
import { type FakeGitlab, fakeGitlab } from "../../local/gitlab/fake-gitlab.ts";
import { createLambda } from "../../local/lambda/lambda.ts";
import { simulatedLogs } from "../../local/logs/simulated-logs.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { schedule, setStage } from "../../local/scenario/player.ts";
import type { Scenario } from "../../local/scenario/schema/scenario.ts";
import type { Stage } from "../../local/scenario/stage.ts";
import { simulatedSecrets } from "../../local/secrets/simulated-secrets.ts";
import type { EmbeddedServer } from "../../local/server/embedded-server.ts";
import { fetchThrough } from "../../local/server/fetch-through.ts";
import { embeddedNetwork } from "../../local/server/network.ts";
import { embeddedTransport } from "../../local/server/transport.ts";
import { simulatedSsm } from "../../local/ssm/simulated-ssm.ts";
import { setEnvironment } from "../../local/world/environment.ts";
import { openEvidence, settled } from "../../local/world/evidence.ts";
import { gitlabHost, gitlabToken } from "../../local/world/gitlab.ts";
import { lambdaEnvironment, profilePrefix, tokenSecret } from "../../local/world/names.ts";
import { shippedHandlers } from "../../local/world/shipped-handlers.ts";
import { openValidator } from "../../local/world/validator.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import { concurrency } from "./concurrency.ts";
import type { FleetMember } from "./fleet-members.ts";
import { type Traffic, traffic } from "./traffic.ts";

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

const region = "ap-southeast-2";
const account = "111122223333";
const place = { region, account, cluster: "production" };
const leadSeconds = 10;
/** Time for late events after the last entry of the timelines. */
const settleSeconds = 30;

/** Plays many rollouts in one account and Region: one clock, one cluster, one table, one set of quotas. */
export async function playFleet(members: readonly FleetMember[], limitSeconds = 7200): Promise<FleetOutcome> {
  const time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
  const restore = setEnvironment(lambdaEnvironment({ region, account }));
  try {
    return await playOn(time, members, limitSeconds);
  } finally {
    restore();
    time.stop();
  }
}

async function playOn(
  time: VirtualClock,
  members: readonly FleetMember[],
  limitSeconds: number,
): Promise<FleetOutcome> {
  const start = Date.now();
  const [first] = members;
  if (first === undefined) throw new Error("A fleet has at least one rollout.");
  const dynamodb = embeddedDynamodb();
  const seen = traffic();
  const servers: Record<string, EmbeddedServer> = { dynamodb: seen.watch("dynamodb", dynamodb) };
  const network = embeddedNetwork({ servers });
  const platform = localPlatform({
    clock: time.clock,
    transport: embeddedTransport(network),
    fetch: fetchThrough(network, { [gitlabHost]: "gitlab" }),
    captured: captured(),
  });
  const evidence = await openEvidence(dynamodb, time, region);
  const ids = seededIds("fleet");
  const limited = concurrency(createLambda({ region, account, functions: shippedHandlers(platform) }));
  const validator = openValidator({ scenario: first.read.scenario, lambda: limited.lambda, ids, tell: () => {} });
  let isListening = false;
  const cluster = createCluster({
    place,
    clock: time.clock,
    onEvent: (event) => {
      if (isListening) validator.bus.put(envelope(ids.event(), place, { source: "aws.ecs", ...event }));
    },
  });
  const logs = simulatedLogs();
  const gitlab = gitlabOf(members, time);
  const around = {
    ecs: ecsServer(cluster, time.clock),
    logs: logs.server,
    gitlab: gitlab.server,
    ...settings(members),
  };
  for (const [name, server] of Object.entries({ ...around, ...validator.servers }))
    servers[name] = seen.watch(name, server);
  const stages = members.map(
    (member): Stage => ({
      ...member.read,
      time,
      lead: leadSeconds + member.startsAt,
      ids,
      cluster,
      logs,
      machine: validator.machine,
      putEvent: validator.bus.put,
      tell: () => {},
      deploys: [],
      rollbacks: new Set(),
    }),
  );
  for (const stage of stages) setStage(stage);
  isListening = true;
  const last = Math.max(...stages.map((stage) => stage.lead + schedule(stage)));
  let hasPlayed = false;
  time.at(last + settleSeconds, () => {
    hasPlayed = true;
  });
  await time.run(() => hasPlayed && validator.isIdle(), limitSeconds);
  const seconds = time.elapsedSeconds();
  const dossiers = await settled(time, Promise.all(stages.map((stage) => evidence.dossier(rolloutOf(stage)))));
  const begin = start + leadSeconds * 1000;
  return {
    rows: members.map((member, index) => rowOf(member, dossiers[index], { begin, gitlab })),
    traffic: seen.traffic(),
    lambda: limited.use(),
    transitionsPerSecond: peak(validator.machine.executions.flatMap(({ history }) => history)),
    executions: validator.machine.executions.map(({ name, status }) => ({ name, status })),
    troubles: [
      ...network.defects.map(({ message }) => message),
      ...validator.failures().map((failure) => `${failure.function} gave up an event: ${failure.error}`),
    ],
    seconds,
  };
}

function rolloutOf({ scenario, deploys }: Stage): { readonly serviceArn: string; readonly deploymentId: string } {
  return { serviceArn: serviceArn(place, scenario.service.name), deploymentId: `ecs-svc/${deploys[1]?.number}` };
}

function rowOf(
  member: FleetMember,
  dossier: RolloutDossier | undefined,
  { begin, gitlab }: { readonly begin: number; readonly gitlab: FakeGitlab },
): FleetRow {
  const at = dossier?.record.verdict?.at;
  const decidedAt = begin + (member.startsAt + member.decidedAt) * 1000;
  const row = gitlab.rows().findLast(({ sha, retried }) => sha === member.read.scenario.release.commit && !retried);
  return {
    member,
    dossier,
    delay: at === undefined ? undefined : (Date.parse(at) - decidedAt) / 1000,
    shown: row?.status,
  };
}

/** One project with every release's commit, and the pipeline that deploys it. */
function gitlabOf(members: readonly FleetMember[], { clock }: Pick<VirtualClock, "clock">): FakeGitlab {
  const releases = members.flatMap(({ read: { scenario } }) => [scenario.release, olderOf(scenario)]);
  const gitlab = fakeGitlab({
    clock,
    projects: [
      {
        id: 42,
        path: "betterfleet/fleet",
        commits: releases.map(({ commit, ref }) => ({ sha: commit, branches: [ref] })),
      },
    ],
    bots: [{ token: gitlabToken, username: "project_42_bot", role: "developer", projects: [42] }],
  });
  for (const { commit, ref } of releases) gitlab.addPipeline({ projectId: 42, sha: commit, ref, source: "push" });
  return gitlab;
}

function olderOf({ olderRelease, release }: Scenario): Scenario["release"] {
  return olderRelease === "none" ? release : olderRelease;
}

function settings(members: readonly FleetMember[]): Readonly<Record<"ssm" | "secretsmanager", EmbeddedServer>> {
  const ssm = simulatedSsm();
  for (const { read } of members) {
    const { cluster, name } = read.scenario.service;
    if (read.profileText !== undefined)
      ssm.setParameter(region, `${profilePrefix}/profiles/${cluster}/${name}`, read.profileText);
  }
  const secrets = simulatedSecrets();
  secrets.setSecret(region, tokenSecret, gitlabToken);
  return { ssm: ssm.server, secretsmanager: secrets.server };
}

function peak(
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
