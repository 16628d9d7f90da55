import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { ValidatorError } from "../errors.ts";
import type { FoundProfile, ProfileSource } from "../ports.ts";
import { call } from "./call.ts";

/** Profiles as SSM parameters: `<prefix>/profiles/<cluster>/<service>`, else `<prefix>/profiles/default`. */
export function ssmProfiles(ssm: SSMClient, prefix: string): ProfileSource {
  return {
    find: async (cluster, service) =>
      (await parameter(ssm, `${prefix}/profiles/${cluster}/${service}`)) ??
      (await parameter(ssm, `${prefix}/profiles/default`)),
  };
}

async function parameter(ssm: SSMClient, name: string): Promise<FoundProfile | undefined> {
  try {
    const answer = await call("ssm:GetParameter", name, () => ssm.send(new GetParameterCommand({ Name: name })));
    const text = answer.Parameter?.Value;
    return text === undefined ? undefined : { text, source: name };
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "NotFound") return undefined;
    throw error;
  }
}
