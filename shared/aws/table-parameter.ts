import type { SSMClient } from "@aws-sdk/client-ssm";
import { tableParameter } from "../schema/parameter-names.ts";
import { parameter } from "./parameter.ts";

/** What whoever asks is told of a Region without a stack. */
export function noValidator(region: string, prefix: string): string {
  return `No validator is deployed in ${region}: it has no parameter ${tableParameter(prefix)}`;
}

/** The name of the Region's evidence table; undefined when no stack with this prefix published one there. */
export async function publishedTable(ssm: SSMClient, prefix: string): Promise<string | undefined> {
  return await parameter(ssm, tableParameter(prefix));
}
