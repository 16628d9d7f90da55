import { describe, expect, it } from "vitest";
import { textOf } from "../../../shared/page/html.ts";
import { verdictPanel } from "../../../shared/page/verdict-panel.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aFailedDossier, aPageInput } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";

function panel(line: string, rollback?: Parameters<typeof aFinding>[0]): string {
  const { findings, ...rest } = aFailedDossier(line);
  const over = rollback ? [aFinding({ check: "rollback", kind: "rollback", mode: "shadow", ...rollback })] : [];
  return textOf(verdictPanel(aPageInput({ rollouts: [{ ...rest, findings: [...findings, ...over] }] })));
}

describe("the rollback in the first screen", () => {
  it("that failed says so, and leaves nobody waiting for ECS", () => {
    const screen = panel("PANIC", {
      status: "failed",
      reason: "rollback failed after 5s (target 2m)",
      at: at(65),
      facts: { rollbackSeconds: 5 },
    });

    expect(screen).toContain("<dt>Rollback</dt><dd><p>ECS&#39;s rollback failed after 5s");
    expect(screen).not.toContain("by itself when");
  });

  it("that is over names the release and the seconds", () => {
    const facts = { rollbackSeconds: 95, targetSeconds: 120, rolledBackTo: "v2.3.0" };

    expect(panel("PANIC", { reason: "rollback finished after 1m35s (target 2m)", facts })).toContain(
      "ECS has rolled back in 1m35s (target 2m) to <code>v2.3.0</code>",
    );
  });
});

it("what a release depends on stands beside whose fault it is", () => {
  expect(panel("Connection to db.internal:5432 refused")).toContain("<b>The release, or the database or cache.</b>");
});
