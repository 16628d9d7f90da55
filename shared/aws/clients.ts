import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { CallLimits, Platform } from "../platform.ts";

/** Three tries of at most 5 s: with the SDK's own back-off at most about 18 s, well inside every function's time-out of 60 s. */
export const defaultLimits: CallLimits = { attempts: 3, connectMilliseconds: 1000, requestMilliseconds: 5000 };

/**
 * Reads of logs are tried once per look: the next look comes in seconds, and repeating a throttled read inside the SDK
 * would spend the account's quota (10 per second, not adjustable) on the same rollout.
 */
const logLimits: CallLimits = { attempts: 1, connectMilliseconds: 1000, requestMilliseconds: 8000 };

/** The end of a dead container's log is worth a moment, not a delayed verdict. */
export const lastLinesLimits: CallLimits = { attempts: 1, connectMilliseconds: 500, requestMilliseconds: 1000 };

/** Nobody waits for an announcement: what is not taken at once is tried again by the workflow, and then by reconcile. */
export const announceLimits: CallLimits = { attempts: 2, connectMilliseconds: 1000, requestMilliseconds: 4000 };

/** Somebody waits before an empty browser, or a status for its link: at most about 4 s. */
export const pageLimits: CallLimits = { attempts: 2, connectMilliseconds: 1000, requestMilliseconds: 2000 };

/** What a client stands on. */
type Transport = Pick<Platform, "transport">;

/** In the Region of the machine unless told. */
function settings({ transport }: Transport, limits: CallLimits = defaultLimits, region?: string) {
  return { maxAttempts: limits.attempts, requestHandler: transport(limits), ...(region && { region }) };
}

export function ecsClient(platform: Transport, region?: string): ECSClient {
  return new ECSClient(settings(platform, defaultLimits, region));
}

export function cloudwatchClient(platform: Transport, region?: string): CloudWatchClient {
  return new CloudWatchClient(settings(platform, defaultLimits, region));
}

export function loadBalancingClient(platform: Transport): ElasticLoadBalancingV2Client {
  return new ElasticLoadBalancingV2Client(settings(platform));
}

export function logsClient(platform: Transport, region: string, limits = logLimits): CloudWatchLogsClient {
  return new CloudWatchLogsClient(settings(platform, limits, region));
}

/** The client under `documentClient`, for those who hear its answers. */
export function dynamodbClient(platform: Transport, region?: string): DynamoDBClient {
  return new DynamoDBClient(settings(platform, defaultLimits, region));
}

export function documentClient(platform: Transport, region?: string): DynamoDBDocumentClient {
  return documentsOf(dynamodbClient(platform, region));
}

export function documentsOf(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

export function sfnClient(platform: Transport): SFNClient {
  return new SFNClient(settings(platform));
}

export function ssmClient(platform: Transport, region?: string): SSMClient {
  return new SSMClient(settings(platform, defaultLimits, region));
}

export function secretsClient(platform: Transport, limits = defaultLimits): SecretsManagerClient {
  return new SecretsManagerClient(settings(platform, limits));
}

export function eventsClient(platform: Transport, limits = defaultLimits): EventBridgeClient {
  return new EventBridgeClient(settings(platform, limits));
}

export function snsClient(platform: Transport): SNSClient {
  return new SNSClient(settings(platform, announceLimits));
}

export function sqsClient(platform: Transport, region?: string): SQSClient {
  return new SQSClient(settings(platform, defaultLimits, region));
}

export function stsClient(platform: Transport, region?: string): STSClient {
  return new STSClient(settings(platform, defaultLimits, region));
}

/** For asynchronous calls, which are over at once. */
export function lambdaClient(platform: Transport, region?: string): LambdaClient {
  return new LambdaClient(settings(platform, defaultLimits, region));
}
