import { describe, expect, it } from "vitest";
import { checkLines } from "../../../cli/evidence/check-tree.ts";
import { textOf } from "../../../cli/text/line.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { theLastLines } from "../../builders/last-lines.ts";
import { group, streamOf } from "../../builders/log-evidence.ts";

function tree(over: Partial<Finding>, columns = 100) {
  return checkLines(aFinding(over), columns).map(textOf);
}

describe("the lines of a check", () => {
  it("stand under their stream, which is named once", () => {
    const { lines } = theLastLines();
    const other = { ...lines[0], at: "2026-03-01T10:00:30.000Z", group, stream: streamOf("t2"), text: "up" };

    expect(tree({ lines: [...lines, other] }).slice(2)).toEqual([
      "       /ecs/shop  shop/app/t1",
      "         10:00:18.000 INFO starting",
      "         10:00:19.000 ERROR no configuration",
      "       /ecs/shop  shop/app/t2",
      "         10:00:30.000 up",
    ]);
  });

  it("are wrapped beside their time, also on a terminal that is too narrow", () => {
    const { lines } = theLastLines();

    expect(tree({ lines: lines.slice(1) }, 5)).toContain("         10:00:19.000 ERROR no");
  });

  it("are missing with a reason", () => {
    expect(tree({ facts: { stops: 2, noLogLines: "app: logs:GetLogEvents was denied" } }).slice(2)).toEqual([
      "       stops 2",
      "       no log lines of container app: logs:GetLogEvents was denied",
    ]);
  });
});
