import { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import type { EmbeddedServer } from "../../../local/server/embedded-server.ts";
import { executions } from "../../../shared/aws/executions.ts";
import { anExecutionArn } from "../../builders/a-record.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

/** Step Functions with one answer to DescribeExecution. */
function answering(status: number, body: object) {
  const states: EmbeddedServer = async () =>
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/x-amz-json-1.0" } });
  return executions(new SFNClient(embeddedClient({ states }))).find(anExecutionArn);
}

const described = { executionArn: anExecutionArn, startDate: 1_772_359_200 };

describe("an execution", () => {
  it("is undefined when Step Functions has forgotten it", async () => {
    expect(
      await answering(400, { __type: "ExecutionDoesNotExist", message: "Execution Does Not Exist" }),
    ).toBeUndefined();
  });

  it("that may not be described is an error", async () => {
    const denied = answering(400, { __type: "AccessDeniedException", message: "no" });
    await expect(denied).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it.each([
    [
      { status: "FAILED", error: "States.Runtime" },
      { status: "FAILED", error: "States.Runtime" },
    ],
    [{ status: "TIMED_OUT" }, { status: "TIMED_OUT" }],
    [{ status: "ABORTED" }, { status: "ABORTED" }],
    [{ status: "SUCCEEDED", output: "{}" }, { status: "SUCCEEDED" }],
    [{ status: "RUNNING" }, { status: "RUNNING" }],
    [{ status: "PENDING_REDRIVE" }, { status: "RUNNING" }],
  ])("described as %j is %j", async (answer, expected) => {
    expect(await answering(200, { ...described, ...answer })).toEqual(expected);
  });
});
