import { describe, expect, it } from "vitest";
import { reporter } from "../../../cli/view/reporter.ts";
import type { Change } from "../../../local/scenario/change.ts";
import { aCli, aScreen } from "../a-cli.ts";
import { shownBy } from "../a-terminal.ts";

const deploymentId = "ecs-svc/842";

const deploy: Change = { at: 0, what: "deploy", deploymentId, release: "v2.3.1" };
const running = (task: string): Change => ({ at: 20, what: "task", deploymentId, task, status: "RUNNING" });

describe("the reporter", () => {
  it.each([
    ["a pipe", {}, {}],
    ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }],
    ["a CI job", { isTTY: true }, { CI: "true" }],
  ])("prints lines and no control sequence into %s", (_where, screen, env) => {
    const cli = aCli({ stdout: aScreen(screen), env });
    const watcher = reporter(cli, { title: "core" });

    watcher.change(deploy);
    watcher.close();

    expect(cli.stdout.text()).toBe("   +0:00  deploy    v2.3.1 as ecs-svc/842\n");
  });

  it("puts what happens in one moment together, and tells it when the next one comes, time passes, or all is over", () => {
    const cli = aCli();
    const watcher = reporter(cli, { title: "core" });
    const lines = () => cli.stdout.text().split("\n").length - 1;

    watcher.change(deploy);
    expect(lines()).toBe(0);
    watcher.change(running("a"));
    watcher.change(running("b"));
    expect(lines()).toBe(1);
    watcher.tick(21);
    expect(cli.stdout.text()).toContain("2 of v2.3.1 RUNNING (a b)");
    watcher.change({ at: 22, what: "task", deploymentId, task: "a", status: "STOPPED" });
    watcher.close();

    expect(lines()).toBe(3);
  });

  it.each([[aScreen()], [aScreen({ isTTY: true, columns: 80, rows: 24 })]])("is silent after its end", (stdout) => {
    const watcher = reporter(aCli({ stdout }), { title: "core" });
    watcher.change(deploy);
    watcher.close();
    const before = stdout.text();

    watcher.change(running("a"));
    watcher.tick(30);
    watcher.close();

    expect(stdout.text()).toBe(before);
  });

  it("redraws on a terminal, also when only time has passed", () => {
    const stdout = aScreen({ isTTY: true, columns: 80, rows: 24 });
    const watcher = reporter(aCli({ stdout }), { title: "core" });

    watcher.change(deploy);
    watcher.tick(7);
    watcher.close();

    expect(shownBy(stdout.text())).toEqual(["core  v2.3.1  +0:07", "  tasks    none yet"]);
  });
});
