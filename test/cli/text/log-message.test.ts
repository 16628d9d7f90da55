import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logMessage } from "../../../cli/text/log-message.ts";

describe("a log line in one row", () => {
  it.each([
    ["ERROR is a word that a line may begin with"],
    ["[main] not a logger"],
    ["INFO and no more"],
    ["at 2026-03-01 10:00:26 it happened"],
    ["2026-03-01"],
    ["10:00:26 [main] hello"],
    ['{"level":"info","message":"hello"}'],
    ["note: a - b - INFO - c"],
    [":: Spring Boot :: (v3.5.6)"],
  ])("stays as it is where no logger is known: %s", (text) => {
    expect(logMessage(text)).toBe(text);
  });

  it.each([
    ["2026-03-01T10:00:26.006Z  INFO 1 --- [           main] c.b.manage.BfManageCore      : Started X", "Started X"],
    ["2026-03-01T10:00:26.006+01:00 ERROR 1 --- [core] [main] o.f.Flyway : failed", "ERROR failed"],
    ["10:00:26.006 [main] INFO com.shop.App -- Ready", "Ready"],
    ["2026-03-01 10:00:26,006 [main] WARN  com.shop.App - Slow", "WARN Slow"],
    ["2026-03-01 10:00:26,006 - shop.app - INFO - Ready", "Ready"],
    ["INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.", "Context impl PostgresqlImpl."],
    ["[2026-03-01 10:00:26,006: INFO/MainProcess] celery@worker ready.", "celery@worker ready."],
    ["CRITICAL:shop.app:Down", "CRITICAL Down"],
    ["2026-03-01 10:00:26 DEBUG all is well", "all is well"],
    ["2026-03-01T10:00:26Z listening", "listening"],
  ])("loses what its logger put before it: %s", (text, message) => {
    expect(logMessage(text)).toBe(message);
  });

  it("has no control character and no end of line, and never gets longer by much", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = logMessage(text);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(shown.length).toBeLessThanOrEqual(text.length * 3);
      }),
    );
  });
});
