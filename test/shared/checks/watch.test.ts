import { describe, expect, it } from "vitest";
import { watchLogErrors } from "../../../shared/checks/log-errors/watch.ts";
import { watchLogPresence } from "../../../shared/checks/log-presence/watch.ts";
import { expectedLines, rejectedLines } from "../../../shared/checks/log-signature/lines.ts";
import { presets } from "../../../shared/checks/log-signature/presets/presets.ts";
import { watchLogSignature } from "../../../shared/checks/log-signature/watch.ts";
import { aBudget, aPresence, aSignature } from "../../builders/checks.ts";

describe("the patterns of a signature", () => {
  it("are its rejected lines, then every alternative of its expected ones, with their field and containers", () => {
    const check = aSignature({
      container: "app",
      expect: [{ pattern: ["up", "ready"] }, { pattern: "done", field: "msg" }],
      reject: [{ pattern: "FAILED", field: "level" }],
    });
    const rest = { check: "started", containers: ["app"] };

    expect(watchLogSignature(check)).toEqual([
      { ...rest, id: "reject 1", pattern: "FAILED", field: "level", keepPerStream: 5, keepTotal: 20, follow: 10 },
      { ...rest, id: "expect 1", pattern: "up", keepPerStream: 2, keepTotal: 2000 },
      { ...rest, id: "expect 1", pattern: "ready", keepPerStream: 2, keepTotal: 2000 },
      { ...rest, id: "expect 2", pattern: "done", field: "msg", keepPerStream: 2, keepTotal: 2000 },
    ]);
  });

  it("of all containers name none", () => {
    for (const pattern of watchLogSignature(aSignature())) expect(pattern).not.toHaveProperty("containers");
  });

  it("of a preset come before the profile's own", () => {
    const check = aSignature({ preset: "flyway", reject: [{ pattern: "FAILED" }] });
    const { success, failure } = presets.flyway;

    expect(expectedLines(check)).toMatchObject([
      {
        id: "expect 1",
        label: "Flyway's success line",
        patterns: success.map(({ pattern }) => pattern),
        quorum: "any-task",
      },
      { id: "expect 2", label: '"Started \\S+ in"' },
    ]);
    expect(rejectedLines(check).at(-1)).toEqual({ id: `reject ${failure.length + 1}`, pattern: "FAILED" });
  });
});

describe("the pattern of another check", () => {
  it("of lines at all is none, once per stream", () => {
    expect(watchLogPresence(aPresence())).toEqual([
      { check: "logs", id: "any line", keepPerStream: 1, keepTotal: 1000 },
    ]);
    expect(watchLogPresence(aPresence({ container: "app" }))).toMatchObject([{ containers: ["app"] }]);
  });

  it("of a budget is kept once more often than allowed", () => {
    expect(watchLogErrors(aBudget({ field: "level", container: "app" }))).toEqual([
      {
        check: "errors",
        id: "error",
        pattern: "ERROR",
        field: "level",
        containers: ["app"],
        keepPerStream: 3,
        keepTotal: 3,
      },
    ]);
    expect(watchLogErrors(aBudget())[0]).not.toHaveProperty("field");
  });
});
