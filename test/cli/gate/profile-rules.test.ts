import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { GateOptions } from "../../../cli/gate/gate-options.ts";
import { profileRules } from "../../../cli/gate/profile-rules.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { type Listening, listen } from "../../../local/server/listen.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { aCli } from "../a-cli.ts";

const promotion = "promotion: { regions: [ap-southeast-2, eu-west-1], requires: { environment: staging } }";

function rules(over: Partial<GateOptions>, text?: string) {
  const cli = aCli();
  if (text !== undefined) writeFileSync(join(cli.folder, "profile.yaml"), text);
  return profileRules(cli, { appearWithin: 1, timeout: 1, wait: true, service: "shop", ...over });
}

describe("the rules of a profile in a file", () => {
  it.each([
    ["a: [", "profile.yaml:\n(whole): is neither YAML nor JSON"],
    ["promotion: { regions: [x] }", "profile.yaml:\npromotion.regions[0]: must be an AWS Region"],
    ["service: other", "service: is other"],
    [undefined, "There is no file profile.yaml."],
  ])("%s is refused", async (text, message) => {
    await expect(rules({ to: "eu-west-1", profile: "profile.yaml" }, text)).rejects.toThrow(message);
  });

  it("are its order of Regions and what it requires", async () => {
    expect(await rules({ to: "eu-west-1", profile: "profile.yaml" }, promotion)).toMatchObject({
      regions: ["ap-southeast-2", "eu-west-1"],
      requiresEnvironment: "staging",
    });
    expect(await rules({ to: "eu-west-1", profile: "profile.yaml" }, "service: shop")).toEqual({ regions: [] });
  });
});

describe("the rules of a published profile", () => {
  let listening: Listening | undefined;

  afterEach(async () => {
    vi.unstubAllEnvs();
    await listening?.close();
  });

  it("are not asked for when the options leave nothing open", async () => {
    expect(await rules({ after: "eu-west-1", to: "us-east-1" })).toEqual({ regions: [] });
    expect(await rules({ requires: "a@v1" })).toEqual({ regions: [] });
  });

  it("need the cluster to be found", async () => {
    await expect(rules({ to: "eu-west-1" })).rejects.toThrow("--cluster is missing");
    await expect(rules({ to: "eu-west-1", service: undefined as never })).rejects.toThrow("name its file by --profile");
  });

  it("are read in the Region where the release is to go", async () => {
    const ssm = simulatedSsm();
    ssm.setParameter("eu-west-1", "/validator/profiles/production/shop", promotion);
    listening = await listen(embeddedNetwork({ servers: { ssm: ssm.server }, latencyMilliseconds: 0 }));
    for (const [name, value] of Object.entries(listening.environment)) vi.stubEnv(name, value);
    const asked = { cluster: "production", prefix: "/validator" };

    expect(await rules({ ...asked, to: "eu-west-1" })).toMatchObject({ regions: ["ap-southeast-2", "eu-west-1"] });
    await expect(rules({ ...asked, to: "us-east-1" })).rejects.toThrow(
      "us-east-1 has no profile of production/shop below /validator/profiles",
    );
  });

  it("count beside --after, which says the way alone where there are none or they may not be read", async () => {
    const ssm = simulatedSsm();
    ssm.setParameter("eu-west-1", "/validator/profiles/production/shop", promotion);
    const asked = { cluster: "production", prefix: "/validator", after: "ap-southeast-2" };
    const answers = async (to: string, rule?: FaultRule) => {
      const faults = faultPlan(rule === undefined ? [] : [rule], { elapsedSeconds: () => 0 });
      listening = await listen(embeddedNetwork({ servers: { ssm: ssm.server }, latencyMilliseconds: 0, faults }));
      for (const [name, value] of Object.entries(listening.environment)) vi.stubEnv(name, value);
      const found = await rules({ ...asked, to }).finally(() => listening?.close());
      listening = undefined;
      return found;
    };

    expect(await answers("eu-west-1")).toMatchObject({ regions: ["ap-southeast-2", "eu-west-1"] });
    expect(await answers("us-east-1")).toEqual({ regions: [] });
    expect(await answers("eu-west-1", { service: "ssm", fault: "denied" })).toEqual({ regions: [] });
    await expect(answers("eu-west-1", { service: "ssm", fault: "unavailable" })).rejects.toThrow("ssm:GetParameter");
  });
});
