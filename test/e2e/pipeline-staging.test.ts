import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../infra/template.ts";
import { jobVariables } from "./pipeline/job-variables.ts";
import { aProject, runPipeline } from "./pipeline/run-pipeline.ts";
import {
  first,
  type RoleName,
  type SimulatedCloud,
  second,
  simulatedCloud,
  stagingAccount,
  stagingTable,
} from "./pipeline/simulated-cloud.ts";

let cloud: SimulatedCloud;
let project = "";

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "cloud-"));
  cloud = await simulatedCloud(folder);
  const profile = readFileSync(join(root, "examples/bf-manage-core/profile.yaml"), "utf8");
  const rules = `\npromotion: { regions: [${first}, ${second}] }\n`;
  project = aProject("staging-account.gitlab-ci.yml", { "profile.yaml": profile + rules });
  const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: project, encoding: "utf8" }).trim();
  await cloud.deployToStaging(stagingScenario(folder, { profile, commit }));
});
afterAll(() => cloud?.close());

/** The release candidate of this commit, in staging's account and environment. */
function stagingScenario(
  folder: string,
  { profile, commit }: { readonly profile: string; readonly commit: string },
): string {
  const scenario = readFileSync(join(root, "examples/scenarios/healthy.yaml"), "utf8");
  const [timeline = ""] = /^timeline:\n(?: .+\n)+/m.exec(scenario) ?? [];
  const logs = join(root, "examples/scenarios/logs");
  writeFileSync(join(folder, "profile.yaml"), profile.replace("environment: production", "environment: staging"));
  const file = join(folder, "staging.yaml");
  writeFileSync(
    file,
    [
      "title: Healthy in staging",
      "summary: The release candidate passes.",
      "profile: profile.yaml",
      `service: { account: "${stagingAccount}" }`,
      `release: { id: v2.3.1-rc.1, commit: ${commit} }`,
      timeline.replaceAll("logs/", `${logs}/`),
      "expect: { verdict: passed }",
      "",
    ].join("\n"),
  );
  return file;
}

function ship(role: RoleName) {
  return runPipeline(project, { ...jobVariables(cloud, { release: "v2.3.1", role }), SCENARIO: "healthy" });
}

describe("a release that must have passed in another account's staging", () => {
  it.each([
    ["its own account", "evidence", "identity-based"],
    ["staging's account", "uninvited", "resource-based"],
  ] as const)(
    "stays where it is when %s does not let the job read there",
    { timeout: 60_000 },
    async (_, role, missing) => {
      const { jobs, codes, output, artifact } = await ship(role);

      expect(jobs, output).toEqual({ "gate-first": "FAIL" });
      expect(codes).toEqual({ "gate-first": 77 });
      expect(output).toMatch(`is not authorized to perform: dynamodb:Query on resource: ${stagingTable}`);
      expect(output).toMatch(`because no ${missing} policy allows the dynamodb:Query action`);
      expect(artifact("gate-first", "gate/gate.env")).toMatch(/^GATE_STATE=closed$/m);
    },
  );

  it("goes to its first Region by the evidence of the same commit there", { timeout: 120_000 }, async () => {
    const { jobs, output } = await ship("promotion");

    expect(jobs, output).toEqual({ "gate-first": "PASS", "deploy-first": "PASS", "verify-first": "PASS" });
  });
});
