import { describe, expect, it } from "vitest";
import type { LogHit, LogLine, WatchedPattern } from "../../../shared/domain/log.ts";
import { findHits } from "../../../shared/logs/find-hits.ts";
import { ownLines } from "../../../shared/logs/own-lines.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aLogLine, group, streamOf } from "../../builders/log-evidence.ts";
import { aPattern } from "../../builders/watched-pattern.ts";

const rollout = aRollout({ containers: [aContainer(), aContainer({ name: "proxy" })] });
const streams = rolloutStreams(rollout, [aTask(), aTask({}, "t2")]);

function found(
  lines: readonly LogLine[],
  patterns: readonly WatchedPattern[] = [aPattern()],
  known: readonly LogHit[] = [],
) {
  return findHits(ownLines(lines, streams), known, { patterns, redaction: { emails: true } });
}

describe("a line counts for nothing when", () => {
  it.each([
    { what: "it is of an older task", line: aLogLine({ stream: streamOf("old") }) },
    { what: "it is of another group", line: aLogLine({ group: "/ecs/other" }) },
    { what: "it matches nothing", line: aLogLine({ text: "Starting" }) },
  ])("$what", ({ line }) => {
    expect(found([line])).toEqual([]);
  });

  it("another container wrote it than the pattern wants", () => {
    const lines = [aLogLine({ stream: streamOf("t1", "proxy") }), aLogLine()];

    expect(found(lines, [aPattern({ containers: ["proxy"] })])).toMatchObject([{ container: "proxy" }]);
  });
});

describe("a hit", () => {
  it("says whose line it is, when, and what it said", () => {
    const text = "Started App in 4.115 seconds, password=hunter2";

    expect(found([aLogLine({ text })], [aPattern({ pattern: "in (?P<seconds>\\S+) seconds" })])).toEqual([
      {
        check: "started",
        pattern: "expect 1",
        taskId: "t1",
        container: "app",
        group,
        stream: streamOf("t1"),
        at: at(15),
        text: "Started App in 4.115 seconds, password=[secret]",
        headline: "in 4.115 seconds, password=[secret]",
        key: expect.stringMatching(/^[\w-]{16}$/),
        facts: { seconds: "4.115" },
      },
    ]);
  });

  it("has the message of a JSON line as its headline, and the whole line as its text", () => {
    const text = JSON.stringify({ level: "ERROR", message: '12:00 Migration of "public" failed', thread: "main" });

    const [hit] = found([aLogLine({ text })], [aPattern({ pattern: "Migration of .* failed" })]);

    expect(hit).toMatchObject({ headline: 'Migration of "public" failed', text });
  });

  it("keeps no secret and at most 100 characters of a named group", () => {
    const text = `token=${"x".repeat(300)} name=${"y".repeat(300)}`;
    const [hit] = found([aLogLine({ text })], [aPattern({ pattern: "(?P<all>token=\\S+) name=(?P<name>\\S+)" })]);

    expect(hit?.facts).toEqual({ all: "token=[secret]", name: "y".repeat(100) });
  });

  it("is one for each pattern, and one only for alternatives of one expected line", () => {
    const patterns = [
      aPattern({ pattern: "Started" }),
      aPattern({ pattern: "App" }),
      aPattern({ id: "expect 2", pattern: "in" }),
    ];

    expect(found([aLogLine()], patterns).map(({ pattern }) => pattern)).toEqual(["expect 1", "expect 2"]);
  });

  it("is not found again, in the same order or another", () => {
    const lines = [aLogLine({ at: at(16) }), aLogLine(), aLogLine({ stream: streamOf("t2") })];
    const known = found(lines);

    expect(known).toHaveLength(3);
    expect(found([...lines].reverse(), [aPattern()], known)).toEqual([]);
  });

  it("is one for each of several equal lines of one millisecond, however often they are read", () => {
    const line = aLogLine();
    const first = found([line]);
    const second = found([line, line, line], [aPattern()], first);

    expect(first).toHaveLength(1);
    expect(second).toHaveLength(2);
    expect(found([line, line, line], [aPattern()], [...first, ...second])).toEqual([]);
  });

  it("is told apart by its time, its stream and its text", () => {
    const lines = [
      aLogLine(),
      aLogLine({ at: at(16) }),
      aLogLine({ stream: streamOf("t2") }),
      aLogLine({ text: "Started Web" }),
    ];

    expect(new Set(found(lines).map(({ key }) => key)).size).toBe(4);
  });
});

describe("what adds nothing is not kept", () => {
  const lines = Array.from({ length: 50 }, (_, second) => [
    aLogLine({ at: at(second) }),
    aLogLine({ at: at(second), stream: streamOf("t2") }),
  ]).flat();

  it("beyond the number per stream and altogether", () => {
    expect(found(lines, [aPattern({ keepPerStream: 2 })])).toHaveLength(4);
    expect(found(lines, [aPattern({ keepTotal: 7 })])).toHaveLength(7);
  });

  it("nor beyond them over several reads", () => {
    const pattern = aPattern({ keepTotal: 7, keepPerStream: 5 });
    const known = found(lines.slice(0, 6), [pattern]);

    expect(found(lines.slice(6), [pattern], known)).toHaveLength(1);
  });

  it("and only the first 20 hits of a pattern carry their text", () => {
    const hits = found(lines);

    expect(hits).toHaveLength(100);
    expect(hits.filter(({ text }) => text !== "")).toHaveLength(20);
  });
});

describe("huge input", () => {
  it("keeps no more hits than a judgement needs: 100,000 matching lines", () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => aLogLine({ at: at(n / 1000), text: `ERROR ${n} at main` }));
    const patterns = ["ERROR", "\\bERROR \\d+", "(?i)fatal|panic", "OutOfMemory", "error"].map((pattern, n) =>
      aPattern({ id: `reject ${n}`, pattern, keepPerStream: 5, keepTotal: 20 }),
    );

    expect(found(lines, patterns)).toHaveLength(10);
  });

  it("is cut, and says so: a line of 5 MB", () => {
    const [hit] = found([aLogLine({ text: `${"x".repeat(500_000)} Started ${"y".repeat(4_700_000)}` })]);

    expect(hit?.text).toMatch(/^….* Started y+… \(cut from \d+ characters\)$/);
    expect(hit?.text.length).toBeLessThan(600);
  });
});
