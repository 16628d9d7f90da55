import type { SSMClient } from "@aws-sdk/client-ssm";
import type { LogReach } from "../domain/log-reach.ts";
import { ValidatorError } from "../errors.ts";
import { parseLogReach } from "../schema/log-reach.ts";
import { logReachParameter } from "../schema/parameter-names.ts";
import { parameter } from "./parameter.ts";

/** Which log groups the Region's functions may read; undefined when no stack with this prefix says so there. */
export async function publishedLogReach(ssm: SSMClient, prefix: string): Promise<LogReach | undefined> {
  const name = logReachParameter(prefix);
  const text = await parameter(ssm, name);
  if (text === undefined) return undefined;
  const reach = parseLogReach(text);
  if (reach === undefined)
    throw new ValidatorError("DependencyRefused", `The parameter ${name} holds no list of log groups`);
  return reach;
}
