import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { keptRuns, keptRunsFile, releasesOf } from "../../../cli/evidence/kept-runs.ts";
import { aCli, aScreen } from "../a-cli.ts";
import { aScenarioFile, hostileTimeline } from "../a-scenario.ts";
import { run } from "../run.ts";

/** A folder in which a good and a bad release were played. */
const { folder } = aCli();

async function evidence(words: readonly string[], over: Parameters<typeof aCli>[0] = {}) {
  const cli = aCli({ folder, ...over });
  const code = await run(["evidence", ...words], cli);
  return { code, out: cli.stdout.text(), err: cli.stderr.text() };
}

beforeAll(async () => {
  const bad = { release: { id: "v2.4.0" }, timeline: hostileTimeline, expect: { verdict: "failed" } };
  aScenarioFile(folder, bad, "bad.yaml");
  aScenarioFile(folder, {}, "good.yaml");
  for (const file of ["bad.yaml", "good.yaml"]) await run(["simulate", file], aCli({ folder }));
});

describe("evidence that is not there", () => {
  it("names the releases that are, and the near ones", async () => {
    expect(await evidence(["v2.40"])).toEqual({
      code: 2,
      out: "",
      err: "There is no evidence of release v2.40 in the local runs. Near: v2.4.0. Known: v2.3.1, v2.4.0. For AWS name the --table or --region.\n",
    });
  });

  it("says how to get some in a folder without any", async () => {
    const { code, err } = await evidence(["v2.3.1"], { folder: aCli().folder });

    expect(code).toBe(2);
    expect(err).toBe("No local run is kept in this folder. For evidence in AWS name the --table or --region.\n");
  });

  it("names the scenarios that were played", async () => {
    expect(await evidence(["v2.3.1", "--scenario", "ugly"])).toMatchObject({
      code: 2,
      err: "Of scenario ugly no run is kept; there are good, bad.\n",
    });
  });

  it("is not made up from a file that somebody else wrote", async () => {
    const cli = aCli();
    mkdirSync(dirname(keptRunsFile(cli.folder)));
    writeFileSync(keptRunsFile(cli.folder), '{"runs": [{"scenario": 1}]}');

    expect(await run(["evidence", "v2.3.1"], cli)).toBe(2);

    expect(cli.stderr.text()).toMatch(/is no evidence of local runs; delete it/);
  });
});

describe("the evidence of a failed release", () => {
  it("is a tree with the verdict, the deciding line, what to do, and where it is from", async () => {
    const { code, out, err } = await evidence(["v2.4.0"]);

    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(
      /^v2\.4\.0 {2}failed -> alert {3}bf-manage-core \(production, ap-southeast-2\) ecs-svc\/\d+\n {2}started: app of task [0-9a-f]{8} logged: PANIC/,
    );
    expect(out).toMatch(/\n {4}NG started {2}log-signature\n {7}app of task/);
    expect(out).toMatch(/\n {7}\/ecs\/bf-manage-core {2}\S+\/app\/[0-9a-f]{32}\n {9}10:00:03\.\d{3} PANIC/);
    expect(out).toContain("Stop the pipeline");
    expect(out).toMatch(/\n {2}tasks\n {4}[0-9a-f]{8} {2}10:00:0\d created · 10:00:02 running\n/);
    expect(out).toMatch(/\n {2}timeline\n(?: .*\n)* {4}10:00:00\.000 {2}event SERVICE_DEPLOYMENT_IN_PROGRESS: /);
    expect(out).toMatch(/\n {4}[\d:.]{12} {2}failed {2}posted in pipeline \d+ {2}deploy-verified\//);
    expect(out).toContain("https://ap-southeast-2.console.aws.amazon.com/states/");
    expect(out).toMatch(/From the local run of scenario bad, played 2026-11-21T09:00:00\.000Z/);
  });

  it("shows no control character of the line that decided", async () => {
    const { out } = await evidence(["v2.4.0"]);

    expect(out).toContain("PANIC");
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("is wrapped to the terminal", async () => {
    const { out } = await evidence(["v2.4.0"], { stdout: aScreen({ isTTY: true, columns: 60, rows: 24 }) });
    const [, reason = ""] = /\n {2}(started: [\s\S]*?)\n {2}2026/.exec(out) ?? [];

    expect(reason.split("\n").every((each) => each.length <= 60)).toBe(true);
    expect(reason.split("\n").length).toBeGreaterThan(1);
  });

  it("is the whole dossier as JSON when asked for", async () => {
    const { code, out } = await evidence(["v2.4.0", "--json"]);
    const dossier = JSON.parse(out);

    expect(code).toBe(1);
    expect(dossier).toMatchObject({
      releaseId: "v2.4.0",
      rollouts: [{ record: { verdict: { status: "failed", decision: "alert" } } }],
    });
    expect(dossier.rollouts[0].measurements.length).toBeGreaterThan(0);
    expect(dossier.rollouts[0].signals).toMatchObject([{ name: "SERVICE_DEPLOYMENT_IN_PROGRESS" }]);
  });
});

describe("the evidence as a page", () => {
  it("is written to the file, with the verdict on stderr and nothing on stdout", async () => {
    const { code, out, err } = await evidence(["v2.4.0", "--html", "page.html"]);
    const page = readFileSync(join(folder, "page.html"), "utf8");

    expect({ code, out, err }).toEqual({ code: 1, out: "", err: "Wrote page.html: v2.4.0 failed.\n" });
    expect(page).toContain("<title>v2.4.0: failed</title>");
    expect(page).toMatch(/task [0-9a-f]{8} stopped|running/);
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("goes along with JSON on stdout", async () => {
    const { out } = await evidence(["v2.4.0", "--html", "page.html", "--json"]);

    expect(JSON.parse(out)).toMatchObject({ releaseId: "v2.4.0" });
  });

  it("that cannot be written is wrong use, told in a sentence", async () => {
    expect(await evidence(["v2.4.0", "--html", "no/such/folder/page.html"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^The page cannot be written to no\/such\/folder\/page\.html: ENOENT/),
    });
  });

  it("asks for a file", async () => {
    expect(await evidence(["v2.4.0", "--html"])).toMatchObject({ code: 2 });
  });
});

describe("the file of local runs", () => {
  it("keeps the last run of each scenario, and nothing but evidence of releases, their tasks and the events from ECS", async () => {
    const cli = aCli();
    aScenarioFile(cli.folder, {}, "good.yaml");
    for (const playedAt of ["2026-11-21T09:00:00.000Z", "2026-11-21T10:00:00.000Z"]) {
      await run(["simulate", "good.yaml"], aCli({ folder: cli.folder, clock: { now: () => playedAt } }));
    }

    const runs = keptRuns(cli.folder);

    expect(runs.map(({ scenario, playedAt }) => [scenario, playedAt])).toEqual([["good", "2026-11-21T10:00:00.000Z"]]);
    const items = runs.flatMap((kept) => kept.items);
    const kindOf = ({ PK, SK }: (typeof items)[number]) => /^(TASK|SIGNAL)#/.exec(SK?.S ?? "")?.[1] ?? PK?.S;
    expect(new Set(items.map(kindOf))).toEqual(new Set(["RELEASE#v2.3.1", "TASK", "SIGNAL"]));
    expect(runs.flatMap(releasesOf)).toEqual(["v2.3.1"]);
  });

  it("that cannot be written costs a remark, not the run", async () => {
    const cli = aCli();
    writeFileSync(dirname(keptRunsFile(cli.folder)), "a file where the folder should be");

    expect(await run(["simulate", aScenarioFile(cli.folder)], cli)).toBe(0);

    expect(cli.stderr.text()).toMatch(/^The evidence of this run is not kept: /);
  });
});
