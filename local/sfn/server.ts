import { randomUUID } from "node:crypto";
import * as sfn from "@aws-sdk/client-sfn";
import { page } from "../ecs/api/page.ts";
import type { Json } from "../events/json.ts";
import { awsService } from "../server/aws-service.ts";
import { constraints } from "../server/constraints.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { rateQuotas } from "../server/rate-quota.ts";
import { ServiceError } from "../server/service-error.ts";
import type { Execution } from "./executions.ts";
import { payloadBytes } from "./payload-limit.ts";
import type { StepFunctions } from "./step-functions.ts";
import { TaskError } from "./task-tokens.ts";

/** Token buckets outside the three large Regions (docs/facts/aws.md 2.1). */
const quotas = [
  { operations: ["StartExecution"], burst: 800, perSecond: 150 },
  { operations: ["SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"], burst: 1500, perSecond: 300 },
  { operations: ["DescribeExecution"], burst: 250, perSecond: 10 },
  { operations: ["StopExecution"], burst: 500, perSecond: 25 },
];

const token = { min: 1, max: 2048 };
const limits = constraints("ValidationException", {
  SendTaskSuccess: { taskToken: token, output: { max: payloadBytes } },
  SendTaskFailure: { taskToken: token, error: { max: 256 }, cause: { max: 32_768 } },
  SendTaskHeartbeat: { taskToken: token },
});

/** AWS Step Functions over one simulated state machine. */
export function sfnServer(machine: StepFunctions): EmbeddedServer {
  return awsService({
    name: "states",
    targetPrefix: "AWSStepFunctions",
    contentType: "application/x-amz-json-1.0",
    shapes: sfn,
    checks: [limits, rateQuotas(quotas)],
    operations: { ...executionOperations(machine), ...tokenOperations(machine) },
  });
}

function executionOperations(machine: StepFunctions) {
  return {
    async StartExecution(input: sfn.StartExecutionInput): Promise<sfn.StartExecutionOutput> {
      const { arn, startDate } = machine.start({
        stateMachineArn: input.stateMachineArn ?? "",
        name: input.name ?? randomUUID(),
        input: input.input ?? "{}",
      });
      return { executionArn: arn, startDate };
    },
    async DescribeExecution(input: sfn.DescribeExecutionInput): Promise<sfn.DescribeExecutionOutput> {
      const execution = machine.execution(input.executionArn ?? "");
      const { input: given, output, error, cause } = execution;
      return { ...listed(machine, execution), input: given, output, error, cause, redriveCount: 0 };
    },
    async ListExecutions(input: sfn.ListExecutionsInput): Promise<sfn.ListExecutionsOutput> {
      const fitting = machine.executions
        .toReversed()
        .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter);
      const { items, nextToken } = page(fitting, input, { usual: 100, most: 1000 });
      return { executions: items.map((execution) => listed(machine, execution)), nextToken };
    },
    async GetExecutionHistory(input: sfn.GetExecutionHistoryInput): Promise<sfn.GetExecutionHistoryOutput> {
      const { history } = machine.execution(input.executionArn ?? "");
      const { items, nextToken } = page(input.reverseOrder ? history.toReversed() : history, input, {
        usual: 100,
        most: 1000,
      });
      return { events: [...items], nextToken };
    },
    async StopExecution(input: sfn.StopExecutionInput): Promise<sfn.StopExecutionOutput> {
      const execution = machine.execution(input.executionArn ?? "");
      execution.stop("ABORTED", input.error, input.cause);
      return { stopDate: execution.stopDate ?? new Date() };
    },
  };
}

function tokenOperations({ tokens }: StepFunctions) {
  return {
    async SendTaskSuccess(input: sfn.SendTaskSuccessInput): Promise<sfn.SendTaskSuccessOutput> {
      tokens.succeed(input.taskToken ?? "", outputOf(input.output ?? ""));
      return {};
    },
    async SendTaskFailure(input: sfn.SendTaskFailureInput): Promise<sfn.SendTaskFailureOutput> {
      tokens.fail(input.taskToken ?? "", new TaskError(input.error ?? "States.TaskFailed", input.cause ?? ""));
      return {};
    },
    async SendTaskHeartbeat(input: sfn.SendTaskHeartbeatInput): Promise<sfn.SendTaskHeartbeatOutput> {
      tokens.heartbeat(input.taskToken ?? "");
      return {};
    },
  };
}

function outputOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ServiceError("InvalidOutput", "Invalid Output: 'the output is not JSON'");
  }
}

function listed(machine: StepFunctions, { arn, name, status, startDate, stopDate }: Execution) {
  return { executionArn: arn, stateMachineArn: machine.stateMachineArn, name, status, startDate, stopDate };
}
