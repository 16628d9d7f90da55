import { logReachText } from "../../shared/schema/log-reach.ts";
import { logReachParameter, tableParameter } from "../../shared/schema/parameter-names.ts";
import type { VirtualClock } from "../clock/virtual-clock.ts";
import { deploymentAlarms } from "../cloudwatch/deployment-alarms.ts";
import { scenarioMetrics } from "../cloudwatch/scenario-metrics.ts";
import { simulatedCloudwatch } from "../cloudwatch/simulated-cloudwatch.ts";
import { createCluster } from "../ecs/cluster.ts";
import type { EcsEvent } from "../ecs/cluster-state.ts";
import type { Place } from "../ecs/place.ts";
import { ecsServer } from "../ecs/server.ts";
import { simulatedLoadBalancing } from "../elb/simulated-load-balancing.ts";
import { simulatedEndpoints } from "../endpoints/simulated-endpoints.ts";
import { simulatedLogs } from "../logs/simulated-logs.ts";
import type { Happening } from "../scenario/change.ts";
import type { ReadScenario } from "../scenario/read-scenario.ts";
import type { Scenario } from "../scenario/schema/scenario.ts";
import { simulatedSecrets } from "../secrets/simulated-secrets.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { simulatedSns } from "../sns/simulated-sns.ts";
import { simulatedSsm } from "../ssm/simulated-ssm.ts";
import { simulatedSts } from "../sts/simulated-sts.ts";
import { gitlabToken, type PostedState, type ScenarioGitlab, scenarioGitlab } from "./gitlab.ts";
import { evidenceTableName, lambdaEnvironment, linkKey, linkSecret, profilePrefix, tokenSecret } from "./names.ts";

export interface SurroundingsOptions {
  readonly read: ReadScenario;
  readonly time: VirtualClock;
  /** Seconds. */
  readonly sinceDeploy: () => number;
  readonly tell: (happening: Happening) => void;
  readonly onEvent: (event: EcsEvent, place: Place) => void;
  readonly onPosted?: ((posted: PostedState) => void) | undefined;
}

/** Everything around the validator that a scenario acts on: ECS, logs, profiles, the token, GitLab. */
export function openSurroundings({ read, time, sinceDeploy, tell, onEvent, onPosted }: SurroundingsOptions) {
  const { scenario, profileText } = read;
  const { region, account, cluster: clusterName, name } = scenario.service;
  const place = { region, account, cluster: clusterName };
  const cluster = createCluster({
    place,
    clock: time.clock,
    consistencySeconds: scenario.ecs.consistency,
    onEvent: (event) => onEvent(event, place),
  });
  const logs = simulatedLogs(logSettings(scenario));
  const ssm = simulatedSsm();
  ssm.setParameter(region, tableParameter(profilePrefix), evidenceTableName);
  ssm.setParameter(region, logReachParameter(profilePrefix), logReachText([""], logRegions(scenario)));
  if (profileText !== undefined)
    ssm.setParameter(region, `${profilePrefix}/profiles/${clusterName}/${name}`, profileText);
  const secrets = simulatedSecrets();
  secrets.setSecret(region, tokenSecret, gitlabToken);
  secrets.setSecret(region, linkSecret, linkKey);
  const sns = simulatedSns([lambdaEnvironment({ region, account }).topicArn]);
  const gitlab: ScenarioGitlab = scenarioGitlab(scenario, time.clock, (posted) => {
    tell({ what: "commit status", name: posted.name, state: posted.state, description: posted.description });
    onPosted?.(posted);
  });
  const servers: Readonly<Record<string, EmbeddedServer>> = {
    ecs: ecsServer(cluster, time.clock),
    logs: logs.server,
    cloudwatch: simulatedCloudwatch({
      alarms: () => deploymentAlarms(cluster.seen()),
      metrics: () => {
        const now = Date.now();
        return scenarioMetrics(scenario.metrics, { region, now, deployAt: now - sinceDeploy() * 1000 });
      },
    }),
    elasticloadbalancing: simulatedLoadBalancing(cluster.seen),
    ssm: ssm.server,
    secretsmanager: secrets.server,
    sns: sns.server,
    sts: simulatedSts(account),
    gitlab: gitlab.server,
    endpoints: simulatedEndpoints(scenario.endpoints, sinceDeploy),
  };
  return { cluster, logs, gitlab, secrets, sns, servers };
}

export type Surroundings = ReturnType<typeof openSurroundings>;

/** The functions of a simulation have no role that would hold them from any log group. */
function logRegions({ service: { containers } }: Scenario): readonly string[] {
  return containers.flatMap(({ logs }) => logs.region ?? []);
}

function logSettings({
  logs: { tailLag, insightsLag, queryTakes, missingStreams },
}: Scenario): Parameters<typeof simulatedLogs>[0] {
  return {
    ...(tailLag === undefined ? {} : { tailLagSeconds: tailLag }),
    ...(insightsLag === undefined ? {} : { insightsLagSeconds: insightsLag }),
    ...(queryTakes === undefined ? {} : { queryDurationSeconds: queryTakes }),
    ...(missingStreams === undefined ? {} : { missingStreams }),
  };
}
