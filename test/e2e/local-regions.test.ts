import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCli } from "../cli/a-cli.ts";
import { calledHere } from "../cli/called-here.ts";
import { type Launched, launch } from "../cli/launched.ts";

const [first, second] = ["ap-southeast-2", "eu-west-1"];
const service = ["--service", "bf-manage-core"];

let served: Launched;
let url = "";
let environment: Record<string, string> = {};

/** Two Regions on one port; nothing is deployed yet. */
beforeAll(async () => {
  served = launch(["local", "healthy", "--regions", `${first},${second}`, "--speed", "150"], { folder: aCli().folder });
  [, url = ""] = await served.says(/simulated AWS on (\S+)\n/);
  await served.says(/begins it anew/);
  environment = Object.fromEntries(
    [...served.out().matchAll(/\b(AWS_\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [
      name,
      value.replace("$url", url),
    ]),
  );
});
afterAll(async () => {
  served.child.kill("SIGINT");
  expect(await served.ended).toBe(0);
});

function called(words: readonly string[], place = aCli()) {
  return calledHere(words, { ...environment, GITLAB_USER_LOGIN: "mia" }, place);
}

async function deploy(region: string, query: string) {
  return fetch(`${url}/regions/${region}/deploy?${query}`, { method: "POST" });
}

describe("two Regions on one port", () => {
  it("know no validator where nothing was deployed, and no Region that is not theirs", async () => {
    const { code, out } = await called(["wait", "--release", "v2.3.1", ...service, "--region", second]);

    const nothing = `nothing is deployed in eu-west-1 yet: POST ${url}/regions/eu-west-1/deploy`;
    expect(code).toBe(75);
    expect(out).toContain(nothing);
    const decided = ["decide", "--release", "v2.3.1", ...service, "--region", second, "--as", "alert", "--reason", "x"];
    expect((await called(decided)).err).toContain(nothing);
    expect((await deploy("us-east-1", "")).status).toBe(404);
    expect(await (await deploy(first, "scenario=none")).text()).toContain("There is no scenario none");
  });

  it("let a good release go on: deploy, wait, gate, decide, and the evidence of both", async () => {
    const place = aCli();
    expect((await deploy(first, "release=v3.0.0")).status).toBe(202);

    const waited = await called(
      ["wait", "--release", "v3.0.0", ...service, "--region", first, "--junit", "v.xml"],
      place,
    );
    expect([waited.code, waited.err]).toEqual([0, ""]);
    expect(readFileSync(join(place.folder, "v.xml"), "utf8")).toContain('failures="0" errors="0"');

    const gate = ["gate", "--release", "v3.0.0", ...service, "--after", first];
    const refused = await deploy(first, "scenario=none");
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("There is no scenario none")]);
    expect(await called([...gate, "--no-wait"])).toMatchObject({ code: 0, out: expect.stringMatching(/^Gate open\n/) });

    expect((await deploy(second, "release=v3.0.0&scenario=migration-failed")).status).toBe(202);
    const both = await called(["wait", "--release", "v3.0.0", ...service, "--regions", `${first},${second}`]);
    expect(both.code).toBe(1);
    expect(both.out).toMatch(/passed -> proceed.*ap-southeast-2[\s\S]*failed -> alert.*eu-west-1/);

    const decided = await called([
      "decide",
      "--release",
      "v3.0.0",
      ...service,
      "--region",
      first,
      "--as",
      "alert",
      "--reason",
      "eu-west-1 is down",
    ]);
    expect(decided.code).toBe(0);
    const shut = await called([...gate, "--no-wait"]);
    expect(shut.code).toBe(1);
    expect(shut.out).toContain("assumed-role/operator/local (GitLab: mia)");

    const { code, out } = await called(["evidence", "v3.0.0", "--regions", `${first},${second}`]);
    expect(code).toBe(1);
    expect(out).toContain("decided: alert");
    expect(out).toContain("From ap-southeast-2, eu-west-1.");
  }, 60_000);
});
