import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { aStateMachine } from "./stand-ins.ts";

let time: VirtualClock;
beforeEach(() => {
  time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
});
afterEach(() => time.stop());

const ended = (execution: { status: string }) => time.run(() => execution.status !== "RUNNING", 30_000);
const throttled = () => {
  throw Object.assign(new Error("Rate exceeded"), { name: "DependencyThrottled" });
};

describe("a failing function", () => {
  it("gives the state its error name and AWS's JSON cause", async () => {
    const seen: unknown[] = [];
    const { start } = aStateMachine({
      "check-operations": () => {
        throw Object.assign(new Error("not allowed"), { name: "AccessDenied" });
      },
      "record-evidence": (event) => seen.push(event) && { due: true, waitSeconds: 1 },
    });
    const execution = start();
    await ended(execution);
    const { observed } = seen[0] as { observed: { task: string; error?: string; cause?: string }[] };
    expect(observed[2]).toMatchObject({ task: "CheckOperations", error: "AccessDenied" });
    expect(JSON.parse(observed[2]?.cause ?? "")).toMatchObject({
      errorType: "AccessDenied",
      errorMessage: "not allowed",
      trace: expect.any(Array),
    });
    expect(execution.status).toBe("SUCCEEDED");
  });

  it("is tried again as the file says, and each try is a billed transition", async () => {
    let tries = 0;
    const { start, lambda } = aStateMachine({
      "check-task-health": () => (++tries < 3 ? throttled() : { findings: [] }),
    });
    const execution = start();
    await ended(execution);
    const { start: startCalm } = aStateMachine();
    const calm = startCalm("calm");
    await ended(calm);
    expect(lambda.uses()["check-task-health"]).toMatchObject({ invocations: 3, errors: 2 });
    expect(execution.transitions).toBe(calm.transitions + 2);
  });

  it("ends the execution as FAILED when nothing catches it", async () => {
    const { start } = aStateMachine({
      "open-validation": () => Promise.reject(Object.assign(new Error("bad"), { name: "InvalidInput" })),
    });
    const execution = start();
    await ended(execution);
    expect(execution).toMatchObject({ status: "FAILED", error: "InvalidInput" });
  });

  it("that takes too long is Sandbox.Timedout", async () => {
    const seen: { observed: { error?: string }[] }[] = [];
    const { start } = aStateMachine({
      "check-operations": () => new Promise(() => {}),
      "record-evidence": (event) => seen.push(event as never) && { due: true, waitSeconds: 1 },
    });
    await ended(start());
    expect(seen[0]?.observed[2]?.error).toBe("Sandbox.Timedout");
    expect(time.elapsedSeconds()).toBe(60);
  });

  it("that returns more than 256 KiB breaks the execution, whatever would catch it", async () => {
    const { start } = aStateMachine({ "check-operations": () => ({ findings: ["x".repeat(262_144)] }) });
    const execution = start();
    await ended(execution);
    expect(execution).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });
});

describe("the wait for a signal", () => {
  function waiting(recorded: { due: boolean; waitSeconds: number }[]) {
    const tokens: string[] = [];
    const world = aStateMachine({
      "record-evidence": () => recorded.shift(),
      "await-signal": (event) => tokens.push((event as { token: string }).token) && { count: 0 },
    });
    return { ...world, tokens };
  }

  it("ends after the seconds that the evidence said, and its token is worth nothing then", async () => {
    const { start, tokens, machine } = waiting([
      { due: false, waitSeconds: 17 },
      { due: true, waitSeconds: 1 },
    ]);
    await ended(start());
    expect(time.elapsedSeconds()).toBe(17);
    expect(() => machine.tokens.succeed(tokens[0] ?? "", {})).toThrow(
      expect.objectContaining({ type: "TaskTimedOut" }),
    );
  });

  it("ends at once when the token comes back, which works only once", async () => {
    const { start, tokens, machine } = waiting([
      { due: false, waitSeconds: 300 },
      { due: true, waitSeconds: 1 },
    ]);
    const execution = start();
    time.at(5, () => machine.tokens.succeed(tokens[0] ?? "", { count: 1 }));
    await ended(execution);
    expect(time.elapsedSeconds()).toBe(5);
    expect(() => machine.tokens.succeed(tokens[0] ?? "", {})).toThrow(
      expect.objectContaining({ type: "TaskTimedOut" }),
    );
  });

  it("goes on without a signal when its function fails", async () => {
    const recorded = [
      { due: false, waitSeconds: 300 },
      { due: true, waitSeconds: 1 },
    ];
    const { start } = aStateMachine({ "record-evidence": () => recorded.shift(), "await-signal": throttled });
    await ended(start());
    expect(time.elapsedSeconds()).toBe(15);
  });

  it("hands out a new token each time", async () => {
    const { start, tokens } = waiting([
      { due: false, waitSeconds: 1 },
      { due: false, waitSeconds: 1 },
      { due: true, waitSeconds: 1 },
    ]);
    await ended(start());
    expect(new Set(tokens).size).toBe(2);
  });

  it("refuses a token that was never handed out", () => {
    const { machine } = waiting([]);
    expect(() => machine.tokens.succeed("made-up", {})).toThrow(expect.objectContaining({ type: "InvalidToken" }));
  });
});

describe("an execution", () => {
  it.each(["", "a".repeat(81), "ecs-svc/1", "a b", "a*", "a:b"])("cannot have the name '%s'", (name) => {
    expect(() => aStateMachine().start(name)).toThrow(expect.objectContaining({ type: "InvalidName" }));
  });

  it("is started once while it is open with the same input", async () => {
    const { start, machine } = aStateMachine();
    const first = start();
    expect(start()).toBe(first);
    expect(() => start("run-1", { rollout: "another" })).toThrow(
      expect.objectContaining({ type: "ExecutionAlreadyExists" }),
    );
    await ended(first);
    expect(() => start()).toThrow(expect.objectContaining({ type: "ExecutionAlreadyExists" }));
    expect(machine.executions).toHaveLength(1);
  });

  it("cannot have an input of more than 262,144 bytes, or one that is not JSON", () => {
    const { machine, start } = aStateMachine();
    expect(() => start("big", "x".repeat(262_144))).toThrow(expect.objectContaining({ type: "InvalidExecutionInput" }));
    expect(() => machine.start({ stateMachineArn: machine.stateMachineArn, name: "bad", input: "{" })).toThrow(
      expect.objectContaining({ type: "InvalidExecutionInput" }),
    );
  });

  it("is TIMED_OUT after the six hours of the file", async () => {
    const { start } = aStateMachine({ "record-evidence": () => ({ due: false, waitSeconds: 3000 }) });
    const execution = start();
    await ended(execution);
    expect(execution.status).toBe("TIMED_OUT");
    expect(time.elapsedSeconds()).toBe(21_600);
  });

  it("fails when its history grows to 25,000 events", async () => {
    const { start } = aStateMachine({ "record-evidence": () => ({ due: false, waitSeconds: 1 }) });
    const execution = start();
    await ended(execution);
    expect(execution).toMatchObject({ status: "FAILED", cause: expect.stringContaining("25000") });
  });

  it("that is stopped invokes nothing any more", async () => {
    const { start, lambda } = aStateMachine({ conclude: throttled });
    const execution = start();
    time.at(10, () => execution.stop("ABORTED"));
    await ended(execution);
    const before = lambda.uses()["conclude"]?.invocations;
    time.at(9000, () => {});
    await time.run(() => time.elapsedSeconds() >= 9000, 10_000);
    expect(execution.status).toBe("ABORTED");
    expect(lambda.uses()["conclude"]?.invocations).toBe(before);
  });
});
