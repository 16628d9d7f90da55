import { describe, expect, it } from "vitest";
import { aCli } from "../a-cli.ts";
import { aScenarioFile } from "../a-scenario.ts";
import { calledHere } from "../called-here.ts";
import { launch } from "../launched.ts";
import { run } from "../run.ts";

describe("preflight on the command line", () => {
  it("refuses what names no service, before it asks anybody", async () => {
    const cli = aCli();

    expect(await run(["preflight", "bf-manage-core"], cli)).toBe(2);

    expect(cli.stderr.text()).toBe(
      "bf-manage-core names no service: it must be <cluster>/<service>, or the ARN of a service.\n",
    );
  });

  it("looks into a simulated cluster, and at the release that was registered for its task definition", async () => {
    const { folder } = aCli();
    const { child, ended, out, says } = launch(["local", aScenarioFile(folder), "--speed", "60"], { folder });
    await says(/until Ctrl-C/);
    const env = Object.fromEntries(
      [...out().matchAll(/export (\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    const arn = "arn:aws:ecs:ap-southeast-2:111122223333";
    const registered = await calledHere(
      [
        ...["register", "--release", "v9", "--commit", "8f14e45fceea167a5a36dedd4bea2543b6c1d0f7"],
        ...["--service-arn", `${arn}:service/production/bf-manage-core`],
        ...["--task-definition", `${arn}:task-definition/bf-manage-core:1`],
      ],
      env,
    );
    expect(registered.code).toBe(0);

    const { code, out: told, err } = await calledHere(["preflight", "production/bf-manage-core"], env);

    expect([code, err]).toEqual([0, ""]);
    expect(told).toContain("OK   release identity  v9, by registration\n");
    expect(told).toMatch(/\nReady to deploy: /);
    child.kill("SIGINT");
    await ended;
  });
});
