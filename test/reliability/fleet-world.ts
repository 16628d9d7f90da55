import type { VirtualClock } from "../../local/clock/virtual-clock.ts";
import { simulatedCloudwatch } from "../../local/cloudwatch/simulated-cloudwatch.ts";
import { embeddedDynamodb } from "../../local/dynamodb/embedded-dynamodb.ts";
import { createCluster } from "../../local/ecs/cluster.ts";
import { seededIds } from "../../local/ecs/ids.ts";
import { ecsServer } from "../../local/ecs/server.ts";
import { simulatedLoadBalancing } from "../../local/elb/simulated-load-balancing.ts";
import { envelope } from "../../local/events/envelope.ts";
import { createLambda } from "../../local/lambda/lambda.ts";
import { simulatedLogs } from "../../local/logs/simulated-logs.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { schedule, setStage } from "../../local/scenario/player.ts";
import type { Stage } from "../../local/scenario/stage.ts";
import type { EmbeddedServer } from "../../local/server/embedded-server.ts";
import { fetchThrough } from "../../local/server/fetch-through.ts";
import { embeddedNetwork } from "../../local/server/network.ts";
import { embeddedTransport } from "../../local/server/transport.ts";
import { openEvidence } from "../../local/world/evidence.ts";
import { gitlabHost } from "../../local/world/gitlab.ts";
import { shippedHandlers } from "../../local/world/shipped-handlers.ts";
import { openValidator, type Validator } from "../../local/world/validator.ts";
import { concurrency } from "./concurrency.ts";
import type { FleetMember } from "./fleet-members.ts";
import { fleetGitlab, fleetSettings } from "./fleet-settings.ts";
import { traffic } from "./traffic.ts";

export const fleetPlace = { region: "ap-southeast-2", account: "111122223333", cluster: "production" };

/** The older releases are there for this long before the first deploy. */
export const leadSeconds = 10;

/** What many rollouts play in: one clock, one cluster, one table, one set of quotas. Their deploys are on the clock already. */
export async function openFleet(time: VirtualClock, members: readonly FleetMember[]) {
  const seen = traffic();
  const dynamodb = embeddedDynamodb();
  const servers: Record<string, EmbeddedServer> = { dynamodb: seen.watch("dynamodb", dynamodb) };
  const network = embeddedNetwork({ servers });
  const platform = localPlatform({
    clock: time.clock,
    transport: embeddedTransport(network),
    fetch: fetchThrough(network, { [gitlabHost]: "gitlab" }),
    captured: captured(),
  });
  const evidence = await openEvidence(dynamodb, time, fleetPlace.region);
  const limited = concurrency(createLambda({ ...fleetPlace, functions: shippedHandlers(platform) }));
  const ids = seededIds("fleet");
  const { scenario } = firstOf(members).read;
  const validator = openValidator({ scenario, lambda: limited.lambda, ids, tell: () => {} });
  const gitlab = fleetGitlab(members, time);
  const { stages, lastSecond, around } = openStages(time, members, { validator, ids });
  const all = { ...around, ...fleetSettings(members), gitlab: gitlab.server, ...validator.servers };
  for (const [name, server] of Object.entries(all)) servers[name] = seen.watch(name, server);
  return { stages, lastSecond, validator, evidence, gitlab, network, traffic: seen.traffic, lambdaUse: limited.use };
}

export type Fleet = Awaited<ReturnType<typeof openFleet>>;

function openStages(
  time: VirtualClock,
  members: readonly FleetMember[],
  { validator, ids }: { readonly validator: Validator; readonly ids: Stage["ids"] },
) {
  let isListening = false;
  const cluster = createCluster({
    place: fleetPlace,
    clock: time.clock,
    onEvent: (event) => {
      if (isListening) validator.bus.put(envelope(ids.event(), fleetPlace, { source: "aws.ecs", ...event }));
    },
  });
  const logs = simulatedLogs();
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
  const lastSecond = Math.max(...stages.map((stage) => stage.lead + schedule(stage)));
  return {
    stages,
    lastSecond,
    around: {
      ecs: ecsServer(cluster, time.clock),
      logs: logs.server,
      cloudwatch: simulatedCloudwatch({ alarms: () => [] }),
      elasticloadbalancing: simulatedLoadBalancing(cluster.seen),
    },
  };
}

function firstOf(members: readonly FleetMember[]): FleetMember {
  const [first] = members;
  if (first === undefined) throw new Error("A fleet has at least one rollout.");
  return first;
}
