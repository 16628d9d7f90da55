import { defaultPrefix } from "../../shared/schema/defaults.ts";
import type { LambdaEnvironment } from "./environment.ts";
import { gitlabHost } from "./gitlab.ts";

export const machineName = "validate-rollout";
export const profilePrefix = defaultPrefix;
export const tokenSecret = "ecs-rollout-validator/gitlab-token";
export const linkSecret = "ecs-rollout-validator/link-key";
/** A value that no log, record or error may ever show. */
export const linkKey = "the key of simulated links, which is as long as it must be 4711";
const topicName = "rollout-verdicts";
export const evidenceTableName = "evidence";

/** Where the evidence page is served, as Lambda makes the names of function URLs. */
export function pageUrl(region: string): string {
  return `https://simulatedevidencepage0000000000.lambda-url.${region}.on.aws/`;
}

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
    linkSecret,
  };
}
