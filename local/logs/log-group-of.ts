import { ServiceError } from "../server/service-error.ts";
import type { LogGroup, LogStore } from "./log-store.ts";

interface GroupInput {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The group that a call names by `logGroupName` or `logGroupIdentifier` (name or ARN), exactly one of them. */
export function logGroupOf(
  store: LogStore,
  { logGroupName, logGroupIdentifier }: GroupInput,
  region: string,
): LogGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalid("You must include either logGroupIdentifier or logGroupName, but not both.");
  }
  return groupNamed(store, logGroupName ?? logGroupIdentifier ?? "", region);
}

export function groupNamed(store: LogStore, nameOrArn: string, region: string): LogGroup {
  const name = /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:*]+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  const group = store.group({ region, group: name });
  if (group === undefined)
    throw new ServiceError("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

export function logGroupArn({ region, group }: LogGroup): string {
  return `arn:aws:logs:${region}:123456789012:log-group:${group}`;
}

/** Infrequent Access groups are read by Logs Insights only; the words are AWS's (aws/karpenter-provider-aws pull 9567). */
export function refuseInfrequentAccess({ group, logClass }: LogGroup, operation: string): void {
  if (logClass === "STANDARD") return;
  const message = `The log group ${group} is of log-group-class ${logClass}. ${operation} is not supported for this log class.`;
  throw new ServiceError("InvalidOperationException", message);
}

export function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterException", message);
}
