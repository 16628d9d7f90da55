import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ParameterTier, StringParameter } from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import { parseProfile } from "../shared/schema/resolve-profile.ts";
import type { StageConfig } from "./config.ts";

const root = join(import.meta.dirname, "..");

/** Bytes that a parameter may hold, by tier (Parameter Store quotas); the advanced tier is charged for. */
const standardLimit = 4096;
const advancedLimit = 8192;

/** The profiles that this repository publishes as parameters. One that cannot be used fails the synthesis, with everything that is wrong. */
export class Profiles extends Construct {
  constructor(scope: Construct, id: string, { profilePrefix, profiles, defaultProfile }: StageConfig) {
    super(scope, id);
    for (const { cluster, service, file } of profiles) {
      const stringValue = readProfile(file, service);
      this.publish(`${cluster}-${service}`, {
        parameterName: `${profilePrefix}/profiles/${cluster}/${service}`,
        stringValue,
      });
    }
    if (defaultProfile === undefined) return;
    this.publish("Default", {
      parameterName: `${profilePrefix}/profiles/default`,
      stringValue: readProfile(defaultProfile),
    });
  }

  private publish(id: string, parameter: { readonly parameterName: string; readonly stringValue: string }): void {
    new StringParameter(this, id, {
      ...parameter,
      description: "Validation profile",
      tier: Buffer.byteLength(parameter.stringValue) > standardLimit ? ParameterTier.ADVANCED : ParameterTier.STANDARD,
    });
  }
}

function readProfile(file: string, service?: string): string {
  const text = readFileSync(join(root, file), "utf8");
  const bytes = Buffer.byteLength(text);
  const tooLarge =
    bytes > advancedLimit ? [`(whole): has ${bytes} bytes, and a parameter holds ${advancedLimit} at most`] : [];
  const problems = [...tooLarge, ...parseProfile(text, service).problems];
  if (problems.length > 0) throw new Error(`The profile ${file} cannot be published:\n${problems.join("\n")}`);
  return text;
}
