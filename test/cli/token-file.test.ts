import { describe, expect, it } from "vitest";
import { aCli } from "./a-cli.ts";
import { launch } from "./launched.ts";

const asked = ["--release", "v2.3.1", "--service", "bf-manage-core"];

describe("a job whose token file is gone", () => {
  it.each([
    ["wait", ["--region", "eu-west-1"]],
    ["gate", ["--after", "eu-west-1", "--no-wait"]],
  ])("has no credentials: %s ends with 77 and names the file", async (command, options) => {
    const env = {
      AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/evidence",
      AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token",
    };
    const { ended, out } = launch([command, ...asked, ...options], { folder: aCli().folder, env });

    expect(await ended).toBe(77);
    expect(out()).toContain(
      "No usable AWS credentials for ssm:GetParameter on /ecs-rollout-validator/evidence-table: ENOENT",
    );
    expect(out()).toContain("'/nowhere/token'");
  });
});
