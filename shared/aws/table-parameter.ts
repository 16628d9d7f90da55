import type { SSMClient } from "@aws-sdk/client-ssm";
import { parameter } from "./parameter.ts";

/** Where each Region's stack publishes the name of its evidence table. */
export function tableParameter(prefix: string): string {
  return `${prefix}/evidence-table`;
}

/** The name of the Region's evidence table; undefined when no stack with this prefix published one there. */
export async function publishedTable(ssm: SSMClient, prefix: string): Promise<string | undefined> {
  return await parameter(ssm, tableParameter(prefix));
}
