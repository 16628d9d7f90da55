import { defaultPrefix } from "../../shared/schema/defaults.ts";
import type { Cli } from "../cli.ts";

/** The SSM path under which the Regions' stacks publish: by option, else by environment, else where a stack does unless told. */
export function chosenPrefix({ env }: Pick<Cli, "env">, { prefix }: { readonly prefix?: string | undefined }): string {
  return prefix ?? (env["ROLLOUT_VALIDATOR_PREFIX"] || defaultPrefix);
}
