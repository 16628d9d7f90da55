import { beforeEach, describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import type { LogLine } from "../../../shared/domain/log.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";
import { aCrashedTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";
import { aLogLine, streamOf } from "../../builders/log-evidence.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
});

const going = { serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }) };
const died = aCrashedTask({ stoppedAt: at(298) });
const diedToo = aCrashedTask({ stoppedAt: at(299) }, "t2");

/** One look at which these tasks have died, and what the streams hold by then. */
async function look(
  dead: readonly ReturnType<typeof aCrashedTask>[],
  streams: Record<string, readonly LogLine[] | Error>,
) {
  const asked: string[] = [];
  const ends = {
    read: async ({ stream }: { readonly stream: string }) => {
      asked.push(stream);
      const held = streams[stream] ?? [];
      if (held instanceof Error) throw held;
      return held;
    },
  };
  const ecs = anEcs({ ...going, tasks: async () => dead });
  const { findings } = await checkTaskHealth({ ...bench, ends, ecs })({ validation });
  return { finding: findings[0], asked };
}

const failed = aLogLine({ text: "ERROR no configuration" });

describe("the last lines of a container that died", () => {
  it("cost no verdict where they may not be read, and the finding says why there are none", async () => {
    const denied = new ValidatorError("AccessDenied", "logs:GetLogEvents was denied");
    const { finding } = await look([died, diedToo], { [streamOf("t2")]: denied });

    expect(finding).toMatchObject({ status: "failed", facts: { noLogLines: "app: logs:GetLogEvents was denied" } });
    expect(finding).not.toHaveProperty("lines");
  });

  it("stand in the finding, in its reason, and with the measurements", async () => {
    const { finding } = await look([died], { [streamOf("t1")]: [failed] });

    expect(finding).toMatchObject({
      status: "pending",
      reason: expect.stringContaining("container app exit code 1; it logged: no configuration"),
      lines: [{ text: "ERROR no configuration", stream: streamOf("t1") }],
    });
    expect((await bench.evidence.kept(validation)).measurements).toMatchObject([
      { of: "service" },
      { of: "last-lines", check: "task-health", at: at(300), last: { taskId: "t1", container: "app", lines: [{}] } },
    ]);
  });

  it("are read of the newest one only, and again while more may come", async () => {
    expect((await look([died, diedToo], {})).asked).toEqual([streamOf("t2"), streamOf("t2")]);
    bench.clock.pass(5);
    const { finding, asked } = await look([died, diedToo], { [streamOf("t2")]: [failed] });

    expect(asked).toEqual([streamOf("t2")]);
    expect(finding?.reason).toContain("it logged: no configuration");
  });

  it("are those of an earlier one where the newest has none yet, and the reason says whose", async () => {
    await look([died], { [streamOf("t1")]: [failed] });
    const { finding } = await look([died, diedToo], {});

    expect(finding).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^crash loop: 2 tasks .*exit code 1; task t1 logged: no configuration\.$/),
      lines: [{ stream: streamOf("t1") }],
    });
  });

  it("are not read again once they are complete, and still told", async () => {
    bench.clock.pass(60);
    await look([died], { [streamOf("t1")]: [failed] });
    const { finding, asked } = await look([died], {});

    expect(asked).toEqual([]);
    expect(finding).toMatchObject({ lines: [{ text: "ERROR no configuration" }] });
  });

  it("are not looked for while nothing has died", async () => {
    expect((await look([], {})).asked).toEqual([]);
  });
});
