import * as ecs from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { type AwsServiceOptions, awsService } from "../../../local/server/aws-service.ts";
import { constraints } from "../../../local/server/constraints.ts";
import { ServiceError } from "../../../local/server/service-error.ts";

const contentType = "application/x-amz-json-1.1";
const prefix = "AmazonEC2ContainerServiceV20141113";

function aService(operations: AwsServiceOptions["operations"] = {}) {
  return awsService({
    name: "ecs",
    targetPrefix: prefix,
    contentType,
    shapes: ecs,
    validationError: "InvalidParameterException",
    checks: [constraints("InvalidParameterException", { DescribeServices: { services: { min: 1, max: 10 } } })],
    operations: {
      DescribeServices: async (input: ecs.DescribeServicesCommandInput) => ({
        services: input.services?.map((serviceName) => ({ serviceName, createdAt: new Date(1500), desiredCount: 2 })),
      }),
      ...operations,
    },
  });
}

interface Sent {
  readonly target?: string;
  readonly body?: unknown;
  readonly type?: string;
}

async function answerTo(
  { target = `${prefix}.DescribeServices`, body = { services: ["a"] }, type = contentType }: Sent,
  service = aService(),
) {
  const headers = { "content-type": type, "x-amz-target": target };
  const response = await service(
    new Request("https://ecs.test/", {
      method: "POST",
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
  return {
    status: response.status,
    body: JSON.parse(await response.text()),
    requestId: response.headers.get("x-amzn-requestid"),
  };
}

describe("a simulated AWS service refuses", () => {
  it.each([
    { what: "an unknown operation", sent: { target: `${prefix}.DescribeSevices` }, type: "UnknownOperationException" },
    {
      what: "an operation that is not simulated",
      sent: { target: `${prefix}.CreateCluster` },
      type: "UnknownOperationException",
    },
    {
      what: "another service's target",
      sent: { target: "Logs_20140328.DescribeServices" },
      type: "UnknownOperationException",
    },
    { what: "another protocol", sent: { type: "application/cbor" }, type: "UnknownOperationException" },
    {
      what: "another version of the protocol",
      sent: { type: "application/x-amz-json-1.0" },
      type: "UnknownOperationException",
    },
    { what: "a body that is no JSON", sent: { body: "{" }, type: "SerializationException" },
    { what: "an unknown member", sent: { body: { services: ["a"], clutser: "x" } }, type: "SerializationException" },
    { what: "a wrong type", sent: { body: { services: "a" } }, type: "SerializationException" },
    { what: "a wrong type inside a list", sent: { body: { services: ["a", 1] } }, type: "SerializationException" },
    { what: "a missing required member", sent: { body: { cluster: "x" } }, type: "InvalidParameterException" },
    { what: "null for a required member", sent: { body: { services: null } }, type: "InvalidParameterException" },
    {
      what: "too long a list",
      sent: { body: { services: Array.from("abcdefghijk") } },
      type: "InvalidParameterException",
    },
  ])("$what as $type", async ({ sent, type }) => {
    const { status, body } = await answerTo(sent);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toMatchObject({ __type: type, message: expect.any(String) });
  });
});

describe("a simulated AWS service", () => {
  it("gives the handler typed input and writes its output as the wire has it", async () => {
    const { status, body, requestId } = await answerTo({});

    expect({ status, body }).toEqual({
      status: 200,
      body: { services: [{ serviceName: "a", createdAt: 1.5, desiredCount: 2 }] },
    });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("answers with a handler's service error, its status and its members", async () => {
    const service = aService({
      DescribeServices: async () => {
        throw new ServiceError("ClusterNotFoundException", "Cluster not found.", {
          status: 400,
          members: { reason: "gone" },
        });
      },
    });

    expect(await answerTo({}, service)).toMatchObject({
      status: 400,
      body: { __type: "ClusterNotFoundException", message: "Cluster not found.", reason: "gone" },
    });
  });

  it.each([
    { what: "an unknown member", output: { servces: [] } },
    { what: "a wrong type", output: { services: [{ createdAt: "yesterday" }] } },
  ])("rejects a handler's own mistake: $what", async ({ output }) => {
    await expect(answerTo({}, aService({ DescribeServices: async () => output }))).rejects.toThrow(
      "an output that AWS could not give",
    );
  });
});
