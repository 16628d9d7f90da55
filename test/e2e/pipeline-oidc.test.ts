import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenJob } from "../../local/gitlab/id-tokens.ts";
import { jobVariables, leftIn } from "./pipeline/job-variables.ts";
import { aProject, runPipeline } from "./pipeline/run-pipeline.ts";
import { type SimulatedCloud, simulatedCloud } from "./pipeline/simulated-cloud.ts";

let cloud: SimulatedCloud;
let project = "";

beforeAll(async () => {
  cloud = await simulatedCloud(mkdtempSync(join(tmpdir(), "cloud-")));
  project = aProject(".gitlab-ci.yml");
});
afterAll(() => cloud?.close());

/** One job of the pipeline, and everything that it wrote anywhere. */
async function run(job: string, over: Partial<TokenJob>) {
  const token = cloud.token(over);
  const variables = jobVariables(cloud, { release: "v2.3.1", token });
  const { codes, output } = await runPipeline(project, variables, job);
  const kept = join(project, ".gitlab-ci-local/artifacts", job);
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = [output, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))].join(
    "\n",
  );
  return { code: codes[job], token, output, written, leftOvers: leftIn(variables.TMPDIR) };
}

const hourAgo = () => new Date(Date.now() - 3_600_000);

describe("a job whose ID token gives it no role ends with 77 and says why once, and its token shows nowhere", () => {
  it.each([
    ["verify-first", "has expired", () => ({ at: hourAgo() }), /The job's ID token had expired before AWS saw it/],
    [
      "verify-first",
      "is for another audience",
      () => ({ audience: "https://vault.example.com" }),
      /AWS gives this job no role .*Incorrect token audience/,
    ],
    [
      "gate-second",
      "is of a branch that the role does not trust",
      () => ({ ref: "main", refType: "branch" as const }),
      /AWS gives this job no role .*Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    ],
  ])("%s, when it %s", { timeout: 60_000 }, async (job, _, over, sentence) => {
    const { code, token, output, written, leftOvers } = await run(job, over());

    expect(code, output).toBe(77);
    expect(output).toMatch(sentence);
    const [, claims = "", signature = ""] = token.split(".");
    expect(written).not.toContain(claims);
    expect(written).not.toContain(signature);
    expect(leftOvers, "files that the job left in /tmp").toEqual([]);
  });
});
