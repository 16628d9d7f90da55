import type { SSMClient } from "@aws-sdk/client-ssm";
import { tableParameter } from "../schema/parameter-names.ts";
import { parameter } from "./parameter.ts";

/** The name of the Region's evidence table; undefined when no stack with this prefix published one there. */
export async function publishedTable(ssm: SSMClient, prefix: string): Promise<string | undefined> {
  return await parameter(ssm, tableParameter(prefix));
}
