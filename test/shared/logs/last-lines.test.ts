import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../shared/domain/log.ts";
import type { ContainerSnapshot } from "../../../shared/domain/rollout.ts";
import { secondsBetween } from "../../../shared/domain/time.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { readLastLines } from "../../../shared/logs/last-lines.ts";
import type { StreamEnd } from "../../../shared/ports/logs.ts";
import { aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aContainer, at } from "../../builders/a-rollout.ts";
import { aCrashedTask } from "../../builders/a-task.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";
import { aLogLine, group, streamOf } from "../../builders/log-evidence.ts";
import { plantedSecret } from "../../builders/planted-secret.ts";

interface Situation {
  /** What each read returns; the last one again and again. */
  readonly reads?: readonly (readonly LogLine[] | Error)[];
  readonly container?: Partial<ContainerSnapshot>;
  readonly isLast?: boolean;
}

async function lastLines({ reads = [[]], container = {}, isLast = false }: Situation = {}) {
  const clock = aJumpingClock(at(30));
  const asked: Parameters<StreamEnd["read"]>[] = [];
  const read: StreamEnd["read"] = async (...given) => {
    const answer = reads[Math.min(asked.length, reads.length - 1)] ?? [];
    asked.push(given);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const rollout = { containers: [aContainer(container)] };
  const deceased = { task: aCrashedTask(), container: "app" };
  const last = await readLastLines(
    { ends: { read }, clock },
    { rollout, deceased, redaction: { emails: true }, isLast },
  );
  return { last, asked, waited: secondsBetween(at(30), clock.now()) };
}

const logs = aContainer().logs;
const lines = ["INFO up", "ERROR no user jane@example.com, password=hunter2"].map((text) => aLogLine({ text }));

describe("there are no last lines, and it says why", () => {
  it.each([
    { container: { logs: { driver: "splunk" } }, none: "its log driver is splunk, whose streams cannot be derived" },
    {
      container: { logs: { ...logs, driver: "awslogs", logClass: "INFREQUENT_ACCESS" } },
      none: "log group /ecs/shop has the class INFREQUENT_ACCESS, which only Logs Insights reads, minutes later",
    },
    {
      container: aRoutedContainer(),
      none: "its log driver is awsfirelens: its records stand in any stream of /ecs/shop, and the end of one stream is what is read here",
    },
    { container: { name: "web" }, none: "it is not in the task definition as it was read" },
  ])("$none", async ({ container, none }) => {
    const { last, asked } = await lastLines({ container });

    expect(last).toEqual({ taskId: "t1", container: "app", lines: [], none });
    expect(asked).toEqual([]);
  });

  it("without a stream prefix, as long as ECS has not told the runtime id", async () => {
    const { streamPrefix: _, ...unprefixed } = logs ?? { driver: "awslogs" };

    expect((await lastLines({ container: { logs: unprefixed } })).last.none).toMatch(/^without a stream prefix/);
  });

  it("when the log may not be read, which costs no verdict", async () => {
    const denied = new ValidatorError("AccessDenied", "logs:GetLogEvents on /ecs/shop was denied");

    expect((await lastLines({ reads: [denied], isLast: true })).last.none).toBe(denied.message);
  });

  it("when the container has logged nothing", async () => {
    const { last } = await lastLines();
    expect(last).toMatchObject({ none: `there is none in ${streamOf("t1")} of ${group}`, isSilent: true });
  });

  it("but an error of the validator's own is thrown on", async () => {
    await expect(lastLines({ reads: [new TypeError("own mistake")] })).rejects.toThrow("own mistake");
  });
});

describe("the last lines", () => {
  it("are asked for by stream, twenty of them", async () => {
    const { asked } = await lastLines({ reads: [lines] });

    expect(asked).toEqual([[{ group, region: "ap-southeast-2", stream: streamOf("t1") }, 20]]);
  });

  it("are redacted, and the most telling one is the headline", async () => {
    expect((await lastLines({ reads: [lines] })).last).toMatchObject({
      lines: [{ text: "INFO up", at: at(15) }, { text: "ERROR no user [e-mail], password=[secret]" }],
      headline: "no user [e-mail], password=[secret]",
    });
  });

  it("hold no secret, whatever form it was logged in", async () => {
    await fc.assert(
      fc.asyncProperty(plantedSecret, fc.boolean(), async ({ text, secret }, isError) => {
        const logged = [aLogLine({ text: `${isError ? "ERROR " : ""}${text}` }), aLogLine({ text: "bye" })];

        expect(JSON.stringify((await lastLines({ reads: [logged] })).last)).not.toContain(secret);
      }),
    );
  });

  it("have the message of a JSON line as their headline", async () => {
    const text = JSON.stringify({ level: "ERROR", message: "no port", token: "abcdefgh12345" });

    expect((await lastLines({ reads: [[aLogLine({ text })]] })).last.headline).toBe("no port");
  });
});

describe("lines that are under way", () => {
  it("are waited for a second before a verdict, and no longer", async () => {
    expect(await lastLines({ reads: [[], lines], isLast: true })).toMatchObject({
      waited: 1,
      last: { lines: [{}, {}] },
    });
    expect(await lastLines({ reads: [[]], isLast: true })).toMatchObject({ waited: 1, asked: [{}, {}] });
  });

  it("are not waited for while there will be another look", async () => {
    expect(await lastLines({ reads: [[], lines] })).toMatchObject({ waited: 0, last: { lines: [] } });
  });
});
