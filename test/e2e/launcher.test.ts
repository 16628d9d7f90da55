import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aCli } from "../cli/a-cli.ts";
import { aScenarioFile, hostileTimeline } from "../cli/a-scenario.ts";
import { launch } from "../cli/launched.ts";

const systemNode = "/usr/bin/node";

/** An older Node than 24, as many machines have it. */
function hasOlderNode(): boolean {
  return (
    existsSync(systemNode) &&
    Number(/v(\d+)/.exec(execFileSync(systemNode, ["--version"], { encoding: "utf8" }))?.[1]) < 24
  );
}

describe.concurrent("the launcher", () => {
  it("passes the exit code on", async () => {
    const { folder } = aCli();
    const file = aScenarioFile(folder, { timeline: hostileTimeline, expect: { verdict: "failed" } });
    const { ended, out, err } = launch(["simulate", file], { folder });

    expect([await ended, err()]).toEqual([1, ""]);
    expect(out()).toContain("failed -> alert");
  });

  it("ends with 130 at Ctrl-C, without a word of defects", async () => {
    const { folder } = aCli();
    const { child, ended, says, err } = launch(["simulate", "healthy", "--speed", "20"], { folder });
    await says(/deploy/);

    child.kill("SIGINT");

    expect([await ended, err()]).toEqual([130, ""]);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const { folder } = aCli();
    const { child, ended, says, err } = launch(["simulate", "healthy", "--speed", "20"], { folder });
    await says(/deploy/);

    child.stdout?.destroy();

    expect([await ended, err()]).toEqual([141, ""]);
  });

  describe.skipIf(!hasOlderNode())("started by an older Node", () => {
    it("hands over to the one in node_modules, with the exit code", async () => {
      const { folder } = aCli();
      const { ended, err } = launch(["simulate", "nowhere"], { folder, node: systemNode });

      expect(await ended).toBe(2);
      expect(err()).toMatch(/^There is no scenario nowhere/);
    });

    it("hands signals over as well", async () => {
      const { folder } = aCli();
      const { child, ended, says, err } = launch(["simulate", "healthy", "--speed", "20"], {
        folder,
        node: systemNode,
      });
      await says(/deploy/);

      child.kill("SIGTERM");

      expect([await ended, err()]).toEqual([130, ""]);
    });
  });
});
