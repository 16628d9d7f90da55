import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { ValidatorError } from "../errors.ts";
import { call } from "./call.ts";

/** The value of an SSM parameter; undefined when there is none of that name. */
export async function parameter(ssm: SSMClient, name: string): Promise<string | undefined> {
  try {
    const answer = await call("ssm:GetParameter", name, () => ssm.send(new GetParameterCommand({ Name: name })));
    return answer.Parameter?.Value;
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "NotFound") return undefined;
    throw error;
  }
}
