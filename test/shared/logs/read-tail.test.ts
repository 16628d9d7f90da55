import { describe, expect, it } from "vitest";
import type { LogTarget, TailCoverage } from "../../../shared/domain/log.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { readTail } from "../../../shared/logs/read-tail.ts";
import type { LogTail } from "../../../shared/ports/logs.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aLogLine, aTarget, aTrouble, group, streamOf } from "../../builders/log-evidence.ts";

/** A tail that returns one line of each target, fails where told, and remembers what it was asked. */
function aTail(fail: (target: LogTarget) => Error | undefined = () => undefined) {
  const asked: [string, string, string][] = [];
  const tail: LogTail = {
    async read(target, from, to) {
      asked.push([target.id, from, to]);
      const error = fail(target);
      if (error !== undefined) throw error;
      return { lines: [aLogLine({ group: target.group })], readUntil: to };
    },
  };
  return { tail, asked };
}

const other = aTarget({ id: "/ecs/other", group: "/ecs/other" });
const throttled = new ValidatorError("DependencyThrottled", "logs:FilterLogEvents on /ecs/shop was throttled");

function look(tail: LogTail, second: number, before: TailCoverage = { targets: {} }, targets = [aTarget()]) {
  return readTail(tail, { targets, windowStart: start, now: at(second) }, before);
}

describe("the tail reads", () => {
  it("the whole window first, then what is new and 15 s before it", async () => {
    const { tail, asked } = aTail();
    const first = await look(tail, 20);
    await look(tail, 40, first.coverage);

    expect(asked).toEqual([
      [group, start, at(20)],
      [group, at(5), at(40)],
    ]);
  });

  it("never anything before the window", async () => {
    const { tail, asked } = aTail();
    await look(tail, 12, (await look(tail, 4)).coverage);

    expect(asked[1]).toEqual([group, start, at(12)]);
  });

  it("the whole window again when a stream is new", async () => {
    const { tail, asked } = aTail();
    const { coverage } = await look(tail, 60);
    await look(tail, 64, coverage, [aTarget({ streams: [streamOf("t1"), streamOf("t2"), streamOf("t3")] })]);

    expect(asked[1]).toEqual([group, start, at(64)]);
  });

  it("not the whole window when the same streams come in another order", async () => {
    const { tail, asked } = aTail();
    const { coverage } = await look(tail, 60);
    await look(tail, 64, coverage, [aTarget({ streams: [streamOf("t2"), streamOf("t1")] })]);

    expect(asked[1]).toEqual([group, at(45), at(64)]);
  });

  it("on from where it was cut, so that a burst of lines is not read for ever", async () => {
    const { tail, asked } = aTail();
    const cut: LogTail = { read: async () => ({ lines: [], readUntil: at(30) }) };
    const { coverage } = await look(cut, 60);
    await look(tail, 64, coverage);

    expect(coverage.targets[group]).toMatchObject({ readUntil: at(30), readAt: at(60) });
    expect(asked).toEqual([[group, at(30), at(64)]]);
  });

  it("nothing of a group that only Insights can read", async () => {
    const { tail, asked } = aTail();
    const before = { targets: {}, trouble: aTrouble() };

    expect(await look(tail, 20, before, [aTarget({ logClass: "INFREQUENT_ACCESS" })])).toEqual({
      lines: [],
      coverage: before,
      succeeded: 0,
      failed: 0,
    });
    expect(asked).toEqual([]);
  });
});

describe("a target that fails", () => {
  it("does not keep the others from being read, and is read again from where it stood", async () => {
    const { tail, asked } = aTail((target) => (target.group === group ? throttled : undefined));
    const before = (await look(aTail().tail, 20)).coverage;
    const { lines, coverage, succeeded, failed } = await look(tail, 60, before, [aTarget(), other]);

    expect([lines.length, succeeded, failed]).toEqual([1, 1, 1]);
    expect(coverage.targets[group]).toEqual({ ...before.targets[group], pauseSeconds: 24 });
    expect(coverage.trouble).toMatchObject({ error: "DependencyThrottled", inARow: 1, since: at(60) });
    await look(tail, 64, coverage, [aTarget()]);
    expect(asked.at(-1)).toEqual([group, at(5), at(64)]);
  });

  it("is counted look after look, and forgotten when it can be read again", async () => {
    const { tail } = aTail(() => throttled);
    const second = await look(tail, 24, (await look(tail, 20)).coverage);

    expect(second.coverage.trouble).toEqual({
      error: "DependencyThrottled",
      message: throttled.message,
      inARow: 2,
      since: at(20),
    });
    expect((await look(aTail().tail, 28, second.coverage)).coverage).not.toHaveProperty("trouble");
  });

  it("for a reason that nobody declared is the validator's own error", async () => {
    await expect(look(aTail(() => new TypeError("x is not a function")).tail, 20)).rejects.toThrow(TypeError);
  });
});
