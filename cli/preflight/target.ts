import { parseServiceArn } from "../../shared/domain/rollout.ts";
import { UsageError } from "../failure.ts";

/** A service as the caller named it. */
export interface Target {
  readonly cluster: string;
  readonly service: string;
  /** Of an ARN. */
  readonly region?: string;
}

/** `<cluster>/<service>`, or a service ARN. */
export function parseTarget(text: string): Target {
  const arn = parseServiceArn(text);
  if (arn !== undefined) return { cluster: arn.cluster, service: arn.service, region: arn.region };
  const [, cluster, service] = /^([A-Za-z0-9_-]{1,255})\/([A-Za-z0-9_-]{1,255})$/.exec(text) ?? [];
  if (cluster === undefined || service === undefined)
    throw new UsageError(`${text} names no service: it must be <cluster>/<service>, or the ARN of a service.`);
  return { cluster, service };
}
