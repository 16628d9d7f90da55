import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packCli } from "../../cli/pack.ts";
import { aProject, type PipelineRun, runPipeline } from "./pipeline/run-pipeline.ts";
import { type SimulatedRegions, simulatedRegions } from "./pipeline/simulated-regions.ts";

/** gitlab-ci-local copies a project by rsync. */
const canRun = ["rsync", "git", "curl"].every((tool) => spawnSync(tool, ["--version"]).status === 0);
const mustRun = process.env["CI"] !== undefined;

const [first, second] = ["ap-southeast-2", "eu-west-1"];
let regions: SimulatedRegions;

beforeAll(async () => {
  if (canRun) regions = await simulatedRegions([first, second], mkdtempSync(join(tmpdir(), "regions-")));
});
afterAll(() => regions?.close());

function ship(release: string, scenario: string): Promise<PipelineRun> {
  const services = ["DYNAMODB", "SSM", "STS"].map((service) => [`AWS_ENDPOINT_URL_${service}`, regions.url] as const);
  return runPipeline(aProject(), {
    ...Object.fromEntries(services),
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
    SIMULATED_AWS: regions.url,
    SCENARIO: scenario,
    VALIDATOR_PACKAGE: packCli({ out: mkdtempSync(join(tmpdir(), "package-")) }),
    CI_COMMIT_TAG: release,
    // A simulated rollout is told in the past, so that its end is now.
    CI_PIPELINE_CREATED_AT: new Date(Date.now() - 1_800_000).toISOString(),
    SOAK: "1s",
    VERIFY_ROLE_ARN: "",
  });
}

describe.skipIf(!canRun && !mustRun)("the example pipeline, run by gitlab-ci-local in two simulated Regions", () => {
  it("stops a bad release after the first Region, and says why", { timeout: 120_000 }, async () => {
    const { jobs, artifact, output } = await ship("v2.4.0", "migration-failed");

    expect(jobs, output).toEqual({ "deploy-first": "PASS", "verify-first": "FAIL", "gate-second": "FAIL" });
    expect(artifact("verify-first", "verdict/verdict.env")).toMatch(/^ROLLOUT_VERDICT=failed$/m);
    expect(artifact("verify-first", "verdict/junit.xml")).toMatch(/<failure[\s\S]*add vehicle depot/);
    expect(artifact("gate-second", "gate/gate.env")).toMatch(/^GATE_STATE=closed$/m);
  });

  it("takes a good release to both Regions", { timeout: 180_000 }, async () => {
    const { jobs, artifact, output } = await ship("v2.3.1", "healthy");

    expect(jobs, output).toEqual({
      "deploy-first": "PASS",
      "verify-first": "PASS",
      "gate-second": "PASS",
      "deploy-second": "PASS",
      "verify-second": "PASS",
    });
    expect(JSON.parse(artifact("verify-second", "verdict/verdict.json"))).toMatchObject({ release: "v2.3.1" });
    expect(artifact("gate-second", "gate/gate.env")).toMatch(/^GATE_STATE=open$/m);
  });
});
