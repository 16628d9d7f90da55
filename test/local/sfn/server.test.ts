import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidName,
  InvalidOutput,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { sfnServer } from "../../../local/sfn/server.ts";
import { settled } from "../../../local/world/evidence.ts";
import { aStateMachine, place } from "./stand-ins.ts";

let time: VirtualClock;
beforeEach(() => {
  time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
});
afterEach(() => time.stop());

function aClient(overrides: Parameters<typeof aStateMachine>[0] = {}) {
  const { machine } = aStateMachine(overrides);
  const transport = embeddedTransport(embeddedNetwork({ servers: { states: sfnServer(machine) } }));
  const client = new SFNClient({
    region: place.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: transport({ attempts: 1, connectMilliseconds: 1000, requestMilliseconds: 5000 }),
  });
  const send = <Output>(promise: (client: SFNClient) => Promise<Output>): Promise<Output> =>
    settled(time, promise(client));
  const start = (name: string, input = "{}") =>
    send((sfn) => sfn.send(new StartExecutionCommand({ stateMachineArn: machine.stateMachineArn, name, input })));
  return { machine, send, start };
}

const waiting = { "record-evidence": () => ({ due: false, waitSeconds: 3000 }) };
const input = JSON.stringify({ rollout: { serviceArn: "s", deploymentId: "d" } });

describe("a client of the simulated Step Functions gets", () => {
  it("ExecutionAlreadyExists for a name that ran with another input", async () => {
    const { start } = aClient(waiting);
    const first = await start("run", input);
    expect((await start("run", input)).executionArn).toBe(first.executionArn);
    await expect(start("run", "{}")).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  });

  it("InvalidName, StateMachineDoesNotExist and ExecutionDoesNotExist", async () => {
    const { start, send } = aClient();
    await expect(start("ecs-svc/1")).rejects.toBeInstanceOf(InvalidName);
    await expect(
      send((sfn) =>
        sfn.send(new StartExecutionCommand({ stateMachineArn: "arn:aws:states:x:1:stateMachine:no", name: "a" })),
      ),
    ).rejects.toBeInstanceOf(StateMachineDoesNotExist);
    await expect(
      send((sfn) => sfn.send(new DescribeExecutionCommand({ executionArn: "arn:none" }))),
    ).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });

  it("InvalidToken, InvalidOutput and, for a token that was used, TaskTimedOut", async () => {
    const tokens: string[] = [];
    const { start, send } = aClient({
      ...waiting,
      "await-signal": (event) => tokens.push((event as { token: string }).token),
    });
    await start("run", input);
    await time.run(() => tokens.length > 0, 60);
    const taskToken = tokens[0];
    const succeed = (token: string | undefined, output: string) =>
      send((sfn) => sfn.send(new SendTaskSuccessCommand({ taskToken: token, output })));
    await expect(succeed("made-up", "{}")).rejects.toBeInstanceOf(InvalidToken);
    await expect(succeed(taskToken, "{")).rejects.toBeInstanceOf(InvalidOutput);
    await succeed(taskToken, "{}");
    await expect(succeed(taskToken, "{}")).rejects.toBeInstanceOf(TaskTimedOut);
  });
});

describe("the simulated Step Functions", () => {
  it("tells what became of an execution and what it did", async () => {
    const { start, send, machine } = aClient();
    const { executionArn = "" } = await start("run", input);
    await time.run(() => machine.executions[0]?.status !== "RUNNING", 60);
    const told = await send((sfn) => sfn.send(new DescribeExecutionCommand({ executionArn })));
    const { events = [] } = await send((sfn) =>
      sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
    );

    expect(told).toMatchObject({ name: "run", status: "SUCCEEDED", input });
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    expect(
      events
        .filter(({ type }) => type === "TaskStateEntered")
        .map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name),
    ).toEqual([
      "OpenValidation",
      "ReportStatusRunning",
      "AnnounceStart",
      "CheckTaskHealth",
      "CheckLogSignatures",
      "CheckOperations",
      "RecordEvidence",
      "Conclude",
      "AnnounceVerdict",
      "ReportStatusVerdict",
    ]);
  });

  it("stops an execution and lists it as ABORTED", async () => {
    const { start, send } = aClient(waiting);
    const { executionArn } = await start("run", input);
    await send((sfn) => sfn.send(new StopExecutionCommand({ executionArn, error: "Enough", cause: "by hand" })));
    expect(
      (await send((sfn) => sfn.send(new ListExecutionsCommand({ statusFilter: "ABORTED" })))).executions,
    ).toMatchObject([{ name: "run" }]);
    expect((await send((sfn) => sfn.send(new ListExecutionsCommand({ statusFilter: "RUNNING" })))).executions).toEqual(
      [],
    );
  });

  it("goes on without a signal when the waiting task is failed", async () => {
    const tokens: string[] = [];
    const looks: number[] = [];
    const { start, send } = aClient({
      "record-evidence": () => {
        looks.push(time.elapsedSeconds());
        return { due: looks.length > 1, waitSeconds: 3000 };
      },
      "await-signal": (event) => tokens.push((event as { token: string }).token),
    });
    await start("run", input);
    await time.run(() => tokens.length > 0, 60);
    await send((sfn) => sfn.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: "Odd", cause: "by hand" })));
    const failedAt = time.elapsedSeconds();
    await time.run(() => looks.length > 1, 60);
    expect((looks[1] ?? 0) - failedAt).toBeCloseTo(15, 1);
  });
});
