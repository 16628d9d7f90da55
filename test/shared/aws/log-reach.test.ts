import { SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { publishedLogReach } from "../../../shared/aws/log-reach.ts";
import { logReachText } from "../../../shared/schema/log-reach.ts";
import { region } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

async function published(text?: string) {
  const ssm = simulatedSsm();
  if (text !== undefined) ssm.setParameter(region, "/validator/readable-logs", text);
  return publishedLogReach(new SSMClient(embeddedClient({ ssm: ssm.server })), "/validator");
}

describe("the published reach of the functions", () => {
  it.each(["/ecs/", "{}", '{"prefixes":[1],"otherRegions":[]}', '{"prefixes":[],"otherRegions":["mars"]}'])(
    "is trouble when it says %s",
    async (text) => {
      await expect(published(text)).rejects.toMatchObject({
        name: "DependencyRefused",
        message: "The parameter /validator/readable-logs holds no list of log groups",
      });
    },
  );

  it("is unknown where no stack publishes it", async () => {
    expect(await published()).toBeUndefined();
  });

  it("is read as a stack writes it, also with what a later one adds", async () => {
    expect(await published(logReachText(["/ecs/"], ["eu-west-1"]))).toEqual({
      prefixes: ["/ecs/"],
      otherRegions: ["eu-west-1"],
    });
    expect(await published('{"prefixes":["/ecs/"],"otherRegions":[],"more":1}')).toMatchObject({ prefixes: ["/ecs/"] });
  });
});
