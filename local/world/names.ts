import type { LambdaEnvironment } from "./environment.ts";
import { gitlabHost } from "./gitlab.ts";

export const machineName = "validate-rollout";
export const profilePrefix = "/ecs-rollout-validator";
export const tokenSecret = "ecs-rollout-validator/gitlab-token";
export const topicName = "rollout-verdicts";
export const evidenceTableName = "evidence";

/** The functions' variables in the Region and account of a scenario's service. */
export function lambdaEnvironment({
  region,
  account,
}: {
  readonly region: string;
  readonly account: string;
}): LambdaEnvironment {
  return {
    region,
    account,
    table: evidenceTableName,
    stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:${machineName}`,
    profilePrefix,
    gitlabHost: `https://${gitlabHost}`,
    gitlabTokenSecret: tokenSecret,
    topicArn: `arn:aws:sns:${region}:${account}:${topicName}`,
  };
}
