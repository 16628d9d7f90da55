import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ECSClient } from "@aws-sdk/client-ecs";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { CallLimits, Platform } from "../platform.ts";

/** Three tries of at most 5 s: with the SDK's own back-off at most about 18 s, well inside every function's time-out of 60 s. */
export const defaultLimits: CallLimits = { attempts: 3, connectMilliseconds: 1000, requestMilliseconds: 5000 };

/**
 * Reads of logs are tried once per look: the next look comes in seconds, and repeating a throttled read inside the SDK
 * would spend the account's quota (10 per second, not adjustable) on the same rollout.
 */
export const logLimits: CallLimits = { attempts: 1, connectMilliseconds: 1000, requestMilliseconds: 8000 };

/** The end of a dead container's log is worth a moment, not a delayed verdict. */
export const lastLinesLimits: CallLimits = { attempts: 1, connectMilliseconds: 500, requestMilliseconds: 1000 };

/** Nobody waits for an announcement: what is not taken at once is tried again by the workflow, and then by reconcile. */
export const announceLimits: CallLimits = { attempts: 2, connectMilliseconds: 1000, requestMilliseconds: 4000 };

function settings(platform: Platform, limits: CallLimits = defaultLimits) {
  return { maxAttempts: limits.attempts, requestHandler: platform.transport(limits) };
}

export function ecsClient(platform: Platform): ECSClient {
  return new ECSClient(settings(platform));
}

export function logsClient(platform: Platform, region: string, limits = logLimits): CloudWatchLogsClient {
  return new CloudWatchLogsClient({ ...settings(platform, limits), region });
}

/** In the function's own Region unless told. */
export function documentClient(platform: Platform, region?: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ ...settings(platform), ...(region && { region }) }), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

export function sfnClient(platform: Platform): SFNClient {
  return new SFNClient(settings(platform));
}

export function ssmClient(platform: Platform, region?: string): SSMClient {
  return new SSMClient({ ...settings(platform), ...(region && { region }) });
}

export function secretsClient(platform: Platform): SecretsManagerClient {
  return new SecretsManagerClient(settings(platform));
}

export function eventsClient(platform: Platform, limits = defaultLimits): EventBridgeClient {
  return new EventBridgeClient(settings(platform, limits));
}

export function snsClient(platform: Platform): SNSClient {
  return new SNSClient(settings(platform, announceLimits));
}
