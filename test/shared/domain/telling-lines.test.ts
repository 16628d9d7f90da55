import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine } from "../../../shared/domain/plain-line.ts";
import { tellingLines } from "../../../shared/domain/telling-lines.ts";
import { at } from "../../builders/a-rollout.ts";

function told(kind: string, texts: readonly string[], most = 4): readonly string[] {
  const lines = texts.map((text, index) => ({ at: at(index), group: "/ecs/shop", stream: "shop/app/t1", text }));
  return tellingLines({ kind, lines }, most).map(({ text, isTelling }) => (isTelling ? `! ${text}` : text));
}

describe("the lines that tell most", () => {
  it.each([
    {
      what: "a rejected line, and what Flyway quotes of the database below it",
      kind: "log-signature",
      texts: ["Migration failed!", "WARN x", "SQL State  : 42P01", "a", "b", "Message    : ERROR: no relation", "c"],
      shown: ["! Migration failed!", "WARN x", "SQL State  : 42P01", "! Message    : ERROR: no relation"],
    },
    {
      what: "the last lines from the first error on, without its trace",
      kind: "task-health",
      texts: ["INFO up", "ERROR no database", "\tat x.y(Z.java:1)", "***", "Caused by: java.net.ConnectException: no"],
      shown: ["! ERROR no database", "Caused by: java.net.ConnectException: no"],
    },
    {
      what: "the end where nothing looks like an error",
      kind: "task-health",
      texts: ["a", "b", "c", "d", "e", "bye"],
      shown: ["c", "d", "e", "! bye"],
    },
  ])("are $what", ({ kind, texts, shown }) => {
    expect(told(kind, texts)).toEqual(shown);
  });

  it("are none of none", () => {
    expect(told("log-errors", [])).toEqual([]);
  });

  it("are never more than asked for, in their order, and one of them tells", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom("ERROR x", "Description:", "\tat y", "***", "Message : z", "Traceback (most recent call last):"),
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.constantFrom("task-health", "log-signature"),
        (texts, kind) => {
          const lines = texts.map((text, index) => ({ at: at(index), group: "g", stream: "s", text }));
          const shown = tellingLines({ kind, lines }, 4);
          const times = shown.map((each) => each.at);
          expect(shown.length).toBeLessThanOrEqual(4);
          expect(times).toEqual(times.toSorted());
          expect(shown.some(({ isTelling }) => isTelling)).toBe(true);
        },
      ),
    );
  });
});

describe("a line in one row", () => {
  it.each([
    ["2026-03-01T10:00:26.006Z ERROR 1 --- [       main] o.f.c.DbMigrate      : It   failed", "ERROR It failed"],
    ["2026-03-01 10:00:26,006 WARN  shop.Cart - slow", "WARN shop.Cart - slow"],
    ['{"level":"error","message":"no port"}', "no port"],
    ['{"level":"error","message":"cut', '{"level":"error","message":"cut'],
    ["SQL State  : 42P01", "SQL State : 42P01"],
    ["2026-03-01T10:00:26.006Z", "2026-03-01T10:00:26.006Z"],
  ])("%s", (text, plain) => {
    expect(plainLine(text)).toBe(plain);
  });
});
