import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { simulatedSts } from "../../../local/sts/simulated-sts.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

const servers = { sts: simulatedSts("111122223333") };

describe("the simulated STS", () => {
  it("refuses what it does not simulate, by STS's own error", async () => {
    await expect(new STSClient(embeddedClient(servers)).send(new GetSessionTokenCommand())).rejects.toMatchObject({
      name: "InvalidAction",
    });
  });

  it("tells the real client who calls", async () => {
    expect(await new STSClient(embeddedClient(servers)).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: "111122223333",
      Arn: "arn:aws:sts::111122223333:assumed-role/operator/local",
    });
  });
});
