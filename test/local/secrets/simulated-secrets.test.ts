import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type SimulatedSecrets, simulatedSecrets } from "../../../local/secrets/simulated-secrets.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

let secrets: SimulatedSecrets;
let world: VirtualWorld;
let client: SecretsManagerClient;

beforeEach(() => {
  secrets = simulatedSecrets();
  world = inVirtualTime({ secretsmanager: secrets.server });
  client = new SecretsManagerClient(world.client());
});
afterEach(() => world.stop());

const get = (input: { SecretId: string; VersionStage?: string }) =>
  world.done(client.send(new GetSecretValueCommand(input)));

it("answers for an unknown secret, and for one of another Region, with ResourceNotFoundException", async () => {
  secrets.setSecret("eu-west-1", "gitlab", "elsewhere");

  await expect(get({ SecretId: "gitlab" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

it("knows no previous value before the first rotation", async () => {
  secrets.setSecret(home, "gitlab", "one");

  await expect(get({ SecretId: "gitlab", VersionStage: "AWSPREVIOUS" })).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
});

it("returns the current value after a rotation, and the one before as previous", async () => {
  secrets.setSecret(home, "gitlab", "one");
  const before = await get({ SecretId: "gitlab" });
  secrets.setSecret(home, "gitlab", "two");

  expect(before).toMatchObject({ SecretString: "one", VersionStages: ["AWSCURRENT"] });
  expect(await get({ SecretId: before.ARN ?? "" })).toMatchObject({
    SecretString: "two",
    VersionStages: ["AWSCURRENT"],
  });
  expect(await get({ SecretId: "gitlab", VersionStage: "AWSPREVIOUS" })).toMatchObject({
    SecretString: "one",
    VersionId: before.VersionId,
  });
});
