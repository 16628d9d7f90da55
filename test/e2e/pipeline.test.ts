import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobVariables, leftIn } from "./pipeline/job-variables.ts";
import { aProject, runPipeline } from "./pipeline/run-pipeline.ts";
import { simulatedCloud } from "./pipeline/simulated-cloud.ts";

/** GitLab merges a job of the same name into the component's. */
const strict = { ".gitlab-ci.yml": "\nverify-first:\n  allow_failure: false\n" };

interface Over {
  /** Text behind the example's files. */
  readonly own?: Readonly<Record<string, string>>;
  /** Variables of the jobs. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Each pipeline has a cloud of its own, so that several run at once. */
async function ship(release: string, scenario: string, { own = {}, env = {} }: Over = {}) {
  const cloud = await simulatedCloud(mkdtempSync(join(tmpdir(), "cloud-")));
  try {
    const variables = { ...jobVariables(cloud, { release }), SCENARIO: scenario, ...env };
    const run = await runPipeline(aProject(".gitlab-ci.yml", own), variables);
    return { ...run, leftOvers: leftIn(variables.TMPDIR) };
  } finally {
    await cloud.close();
  }
}

/** What the verify job reports of Terraform's apply, which is told by the deploy job before it. */
function appliesIn(report: string): unknown {
  return JSON.parse(report).places[0].applies;
}

describe("the example pipeline, run by gitlab-ci-local in two Regions", { concurrent: true }, () => {
  it("stops a bad release after the first Region, and says why", { timeout: 120_000 }, async () => {
    const { jobs, artifact, output } = await ship("v2.4.0", "migration-failed");

    // gitlab-ci-local 4.75.1 takes a job with any allow_failure:exit_codes for an allowed failure, so that the gate is asked as well.
    expect(jobs, output).toEqual({ "deploy-first": "PASS", "verify-first": "FAIL", "gate-second": "FAIL" });
    expect(artifact("verify-first", "verdict/verdict.env")).toMatch(/^ROLLOUT_VERDICT=failed$/m);
    expect(artifact("verify-first", "verdict/junit.xml")).toMatch(/<failure[\s\S]*add vehicle depot/);
    expect(artifact("gate-second", "gate/gate.env")).toMatch(/^GATE_STATE=closed$/m);
    expect(appliesIn(artifact("verify-first", "verdict/verdict.json")), output).toMatchObject([
      { outcome: "success", jobUrl: expect.stringMatching(/^https:.*\/fleet\/bf-manage-core\/-\/jobs\/\d+$/) },
    ]);
  });

  it("stops a bad release by verify alone", { timeout: 120_000 }, async () => {
    const { jobs, codes, output } = await ship("v2.4.1", "migration-failed", { own: strict });

    expect(jobs, output).toEqual({ "deploy-first": "PASS", "verify-first": "FAIL" });
    expect(codes).toEqual({ "verify-first": 1 });
  });

  it("keeps that an apply failed, and ends with the apply's own failure", { timeout: 60_000 }, async () => {
    const { jobs, codes, output } = await ship("v2.4.2", "healthy", { env: { TERRAFORM_EXIT: "3" } });

    expect(jobs, output).toEqual({ "deploy-first": "FAIL" });
    expect(codes).toEqual({ "deploy-first": 3 });
    expect(output).toContain("Kept: terraform apply: failed, for v2.4.2 of bf-manage-core in ap-southeast-2;");
  });

  it("takes a good release to both Regions", { timeout: 180_000 }, async () => {
    const { jobs, artifact, output, leftOvers } = await ship("v2.3.1", "healthy");

    expect(jobs, output).toEqual({
      "deploy-first": "PASS",
      "verify-first": "PASS",
      "gate-second": "PASS",
      "deploy-second": "PASS",
      "verify-second": "PASS",
    });
    expect(JSON.parse(artifact("verify-second", "verdict/verdict.json"))).toMatchObject({
      release: "v2.3.1",
      places: [{ status: "passed", applies: [{ outcome: "success", region: "eu-west-1" }] }],
    });
    expect(artifact("gate-second", "gate/gate.env")).toMatch(/^GATE_STATE=open$/m);
    expect(leftOvers, "files that the jobs left in /tmp").toEqual([]);
  });
});
