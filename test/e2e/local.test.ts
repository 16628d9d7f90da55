import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { aCli } from "../cli/a-cli.ts";
import { aScenarioFile } from "../cli/a-scenario.ts";
import { calledHere } from "../cli/called-here.ts";
import { launch } from "../cli/launched.ts";

describe.concurrent("local", () => {
  it("says in one line that the port is in use", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port)),
    );
    const { folder } = aCli();

    const { ended, err } = launch(["local", aScenarioFile(folder), "--port", String(port)], { folder });

    expect([await ended, err()]).toEqual([
      2,
      `Port ${port} is in use; choose another with --port, or leave it out for a free one.\n`,
    ]);
    taken.close();
  });

  it("lets curl, AWS clients and its own commands look in, and ends at Ctrl-C with the verdict", async () => {
    const { folder } = aCli();
    const { child, ended, out, err, says } = launch(["local", aScenarioFile(folder), "--speed", "60"], { folder });
    const [, url = ""] = await says(/simulated AWS and GitLab on (http:\/\/127\.0\.0\.1:\d+)/);
    await says(/RUNNING/);

    const curl = /curl -s (\S+) -H 'X-Amz-Target: (\S+)' -H 'Content-Type: (\S+)' -d '(.*)'/.exec(out());
    const headers = { "X-Amz-Target": curl?.[2] ?? "", "Content-Type": curl?.[3] ?? "" };
    const tasks = await fetch(curl?.[1] ?? "", { method: "POST", headers, body: curl?.[4] ?? "" });
    expect(await tasks.json()).toEqual({ taskArns: [expect.stringMatching(/:task\/production\/[0-9a-f]{32}$/)] });

    await says(/until Ctrl-C/);
    const gitlab = /curl -s -H 'PRIVATE-TOKEN: (\S+)' '(\S+)'/.exec(out());
    const statuses = await fetch(gitlab?.[2] ?? "", { headers: { "PRIVATE-TOKEN": gitlab?.[1] ?? "" } });
    expect(await statuses.json()).toEqual([expect.objectContaining({ status: "success" })]);

    const variables = Object.fromEntries(
      [...out().matchAll(/export (\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    const evidence = launch(["evidence", "v2.3.1"], { folder: aCli().folder, env: variables });
    expect(await evidence.ended).toBe(0);
    expect(evidence.out()).toContain("From the table evidence.");

    child.kill("SIGINT");
    expect([await ended, err()]).toEqual([0, ""]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("leads a browser from the commit's statuses to the evidence page, while it runs and once it is judged", async () => {
    const { folder } = aCli();
    const { child, ended, out, says } = launch(["local", aScenarioFile(folder), "--speed", "30"], { folder });
    await says(/GitLab +running/);
    const statuses = /in a browser.*\n +(\S+)/.exec(out())?.[1] ?? "";
    const follow = async (): Promise<string> => {
      const link = /<a href="([^"]+)">/.exec(await (await fetch(statuses)).text())?.[1] ?? "";
      return (await fetch(link)).text();
    };

    expect(await follow()).toContain("<title>v2.3.1: ");
    const [, link = ""] = await says(/Evidence page +(\S+)/);
    expect(await follow()).toContain("<title>v2.3.1: passed</title>");
    expect(await (await fetch(link)).text()).toContain(` id="${new URL(link).hash.slice(1)}"`);
    expect((await fetch(link.replace("v2.3.1", "v2.3.2"))).status).toBe(404);

    child.kill("SIGINT");
    await ended;
  });
});

describe("local to its end", () => {
  const place = aCli();

  it("ends with the scenario when asked to, without its log lines", async () => {
    const { code, out } = await calledHere(
      ["local", aScenarioFile(place.folder), "--speed", "100", "--exit"],
      {},
      place,
    );

    expect(code).toBe(0);
    expect(out).toContain("passed -> proceed");
    expect(out).not.toContain("until Ctrl-C");
    expect(out).not.toContain(" log  ");
  });

  it("prints every log line when asked to", async () => {
    const words = ["local", aScenarioFile(place.folder), "--speed", "100", "--exit", "--verbose"];

    expect(await calledHere(words, {}, place)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ +\+\d:\d\d {2}log {7}app of /m),
    });
  });
});
