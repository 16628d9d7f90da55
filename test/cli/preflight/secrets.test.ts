import { describe, expect, it } from "vitest";
import { aDefinition } from "../../builders/a-preflight.ts";
import { denied, judged } from "./judged.ts";

const value = "hunter2-and-more";

function of(name: string, text = value) {
  return judged("plain secrets", { definition: aDefinition({ environment: { [name]: text } }) });
}

describe("a secret in plain text", () => {
  it.each([
    "DB_PASSWORD",
    "db_passwd",
    "SPRING_DATASOURCE_PASSWORD",
    "API_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "SECRET_KEY",
    "SECRET_KEY_BASE",
    "STRIPE_API_KEY",
  ])("under the name %s is a warning that never shows the value", (name) => {
    const item = of(name);

    expect(item).toMatchObject({
      status: "WARN",
      says: `whoever may describe the task definition reads ${name} of app in plain text`,
    });
    expect(JSON.stringify(item)).not.toContain(value);
  });

  it("is known by its value as well", () => {
    const item = of("DATABASE", "postgres://shop:hunter2-and-more@db/shop");

    expect(item).toMatchObject({ status: "WARN" });
    expect(JSON.stringify(item)).not.toContain(value);
  });

  it("is found among the options of the log driver", () => {
    const definition = aDefinition({ logOptions: { "splunk-token": value } });

    expect(judged("plain secrets", { definition })).toMatchObject({
      says: expect.stringContaining("splunk-token of app"),
    });
  });

  it.each([
    ["DB_PASSWORD_ARN", "arn:aws:secretsmanager:eu-west-1:1:secret:x"],
    ["DB_SECRET", "arn:aws:secretsmanager:eu-west-1:1:secret:x"],
    ["DB_PASSWORD_FILE", "/run/secrets/db"],
    ["TOKEN_URL", "https://login.example.com/token"],
    ["MAX_TOKEN", "4096"],
    ["USE_TOKEN", "true"],
    ["API_KEY", ""],
    ["CI_COMMIT_SHA", "8f14e45fceea167a5a36dedd4bea2543b6c1d0f7"],
  ])("is not %s=%s", (name, text) => {
    expect(of(name, text)).toMatchObject({ status: "OK" });
  });

  it("is not judged without a task definition", () => {
    expect(judged("plain secrets", { definition: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
  });
});
