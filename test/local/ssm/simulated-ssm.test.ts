import {
  GetParameterCommand,
  GetParametersCommand,
  ParameterNotFound,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type SimulatedSsm, simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

let ssm: SimulatedSsm;
let world: VirtualWorld;
let client: SSMClient;

beforeEach(() => {
  ssm = simulatedSsm();
  world = inVirtualTime({ ssm: ssm.server });
  client = new SSMClient(world.client());
});
afterEach(() => world.stop());

const get = (Name: string, from = client) => world.done(from.send(new GetParameterCommand({ Name })));
const put = (input: Partial<PutParameterCommandInput>) =>
  world.done(
    client.send(
      new PutParameterCommand({ Name: "/validator/profiles/default", Value: "text", Type: "String", ...input }),
    ),
  );

it("answers for an unknown parameter, and for another Region's, with ParameterNotFound", async () => {
  ssm.setParameter("eu-west-1", "/a/b", "there");

  await expect(get("/a/b")).rejects.toBeInstanceOf(ParameterNotFound);
  await expect(get("/a/b", new SSMClient(world.client("eu-west-1")))).resolves.toMatchObject({
    Parameter: { Value: "there" },
  });
});

it("does not find a name that only ends like another", async () => {
  ssm.setParameter(home, "a/b", "value");

  await expect(get("xa/b")).rejects.toBeInstanceOf(ParameterNotFound);
});

it.each([
  { what: "a name of 16 levels", input: { Name: `/${"x/".repeat(15)}x` } },
  { what: "a name with a space", input: { Name: "/a b" } },
  { what: "a reserved name", input: { Name: "/aws/x" } },
  { what: "more than 4 KB in the standard tier", input: { Value: "x".repeat(4097) } },
  { what: "more than 8 KB in the advanced tier", input: { Value: "x".repeat(8193), Tier: "Advanced" as const } },
  { what: "an unknown type", input: { Type: "Text" as "String" } },
])("refuses to put $what", async ({ input }) => {
  await expect(put(input)).rejects.toMatchObject({ name: "ValidationException" });
});

it("overwrites only when told, and counts versions", async () => {
  await put({});

  await expect(put({ Value: "new" })).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
  await expect(put({ Value: "new", Overwrite: true })).resolves.toMatchObject({ Version: 2 });
  expect((await get("/validator/profiles/default")).Parameter).toMatchObject({
    Value: "new",
    Version: 2,
    Type: "String",
    LastModifiedDate: expect.any(Date),
  });
});

it("finds a parameter by ARN and names those of several that do not exist", async () => {
  ssm.setParameter(home, "/a/b", "value");

  const answer = await world.done(
    client.send(new GetParametersCommand({ Names: [`arn:aws:ssm:${home}:123456789012:parameter/a/b`, "/nope"] })),
  );

  expect(answer).toMatchObject({ Parameters: [{ Value: "value" }], InvalidParameters: ["/nope"] });
});

it("forgets a deleted parameter", async () => {
  ssm.setParameter(home, "/a/b", "value");
  ssm.deleteParameter(home, "/a/b");

  await expect(get("/a/b")).rejects.toBeInstanceOf(ParameterNotFound);
});
