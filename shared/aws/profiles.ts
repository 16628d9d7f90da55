import type { SSMClient } from "@aws-sdk/client-ssm";
import type { FoundProfile, ProfileSource } from "../ports/profiles.ts";
import { parameter } from "./parameter.ts";

/** Profiles as SSM parameters: `<prefix>/profiles/<cluster>/<service>`, else `<prefix>/profiles/default`. */
export function ssmProfiles(ssm: SSMClient, prefix: string): ProfileSource {
  const found = async (name: string): Promise<FoundProfile | undefined> => {
    const text = await parameter(ssm, name);
    return text === undefined ? undefined : { text, source: name };
  };
  return {
    find: async (cluster, service) =>
      (await found(`${prefix}/profiles/${cluster}/${service}`)) ?? (await found(`${prefix}/profiles/default`)),
  };
}
