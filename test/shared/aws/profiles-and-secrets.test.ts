import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { simulatedSecrets } from "../../../local/secrets/simulated-secrets.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { ssmProfiles } from "../../../shared/aws/profiles.ts";
import { secrets } from "../../../shared/aws/secrets.ts";
import { region } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

describe("a profile", () => {
  const ssm = simulatedSsm();
  const profiles = ssmProfiles(new SSMClient(embeddedClient({ ssm: ssm.server })), "/validator");

  it("is undefined when there is none, then the default, then the service's own", async () => {
    expect(await profiles.find("production", "shop")).toBeUndefined();
    ssm.setParameter(region, "/validator/profiles/default", "environment: staging");
    expect(await profiles.find("production", "shop")).toEqual({
      text: "environment: staging",
      source: "/validator/profiles/default",
    });
    ssm.setParameter(region, "/validator/profiles/production/shop", "environment: live");
    expect(await profiles.find("production", "shop")).toEqual({
      text: "environment: live",
      source: "/validator/profiles/production/shop",
    });
  });

  it("that may not be read is no profile that is missing", async () => {
    const denied = embeddedClient({ ssm: ssm.server }, [{ service: "ssm", fault: "denied" }]);

    await expect(ssmProfiles(new SSMClient(denied), "/validator").find("c", "s")).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("ssm:GetParameter on /validator/profiles/c/s was denied"),
    });
  });
});

describe("a secret", () => {
  function aBench(value: string) {
    const store = simulatedSecrets();
    store.setSecret(region, "gitlab", value);
    const clock = aJumpingClock();
    return {
      store,
      clock,
      port: secrets(new SecretsManagerClient(embeddedClient({ secretsmanager: store.server })), clock),
    };
  }

  it.each([
    { text: " glpat-1\n", value: "glpat-1" },
    { text: '{"token":" glpat-2 ","user":"bot"}', value: "glpat-2" },
  ])("is text, or JSON with a token: $text", async ({ text, value }) => {
    expect(await aBench(text).port.value("gitlab")).toBe(value);
  });

  it.each(["{}", '{"token":5}', '{"token":', " "])(
    "that holds no token is refused, without being told: %s",
    async (text) => {
      await expect(aBench(text).port.value("gitlab")).rejects.toMatchObject({
        name: "DependencyRefused",
        message: "The secret gitlab holds no text.",
      });
    },
  );

  it("that does not exist is not found", async () => {
    await expect(aBench("x").port.value("other")).rejects.toMatchObject({ name: "NotFound" });
  });

  it("that was never rotated has no previous value, and is asked for it once in five minutes", async () => {
    const { store, clock, port } = aBench("one");
    expect(await port.previous("gitlab")).toBeUndefined();
    store.setSecret(region, "gitlab", "two");

    expect(await port.previous("gitlab")).toBeUndefined();
    clock.pass(300);
    expect(await port.previous("gitlab")).toBe("one");
  });

  it("tells the value before the last rotation, and none before that", async () => {
    const { store, port } = aBench("one");
    store.setSecret(region, "gitlab", "two");
    expect(await port.previous("gitlab")).toBe("one");
    store.setSecret(region, "gitlab", "three");

    expect(await port.previous("gitlab", { fresh: true })).toBe("two");
  });

  it("is kept for five minutes, and read again sooner when asked", async () => {
    const { store, clock, port } = aBench("one");
    await port.value("gitlab");
    store.setSecret(region, "gitlab", "two");

    clock.pass(299);
    expect(await port.value("gitlab")).toBe("one");
    expect(await port.value("gitlab", { fresh: true })).toBe("two");
    store.setSecret(region, "gitlab", "three");
    clock.pass(300);
    expect(await port.value("gitlab")).toBe("three");
  });
});
