import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Permission } from "../../../infra/permission.ts";
import {
  inspectServices,
  keepApplies,
  keepDecisions,
  readEvidence,
  registerReleases,
} from "../../../infra/pipeline-permissions.ts";
import { logReachParameter, tableParameter } from "../../../shared/schema/parameter-names.ts";
import { calledHere } from "../called-here.ts";
import { account, type GuardedRegion, guardedRegion, region } from "./guarded-region.ts";

const parameter = `arn:aws:ssm:*:${account}:parameter/ecs-rollout-validator`;
const place = {
  table: `arn:aws:dynamodb:*:${account}:table/evidence`,
  tableParameter: tableParameter(parameter),
  logReachParameter: logReachParameter(parameter),
  profiles: `${parameter}/profiles/*`,
};
const ecs = `arn:aws:ecs:${region}:${account}`;
const release = ["--release", "v2.3.1", "--service", "bf-manage-core"];
const gate = ["gate", ...release, "--after", region];
const deciding = [...readEvidence(place), ...keepDecisions(place)];

/** Each command of a pipeline with the policies that the stack makes for it, by role. */
const jobs: Readonly<Record<string, { readonly may: readonly Permission[]; readonly words: readonly string[] }>> = {
  wait: { may: readEvidence(place), words: ["wait", ...release] },
  gate: { may: readEvidence(place), words: [...gate, "--no-wait"] },
  evidence: { may: readEvidence(place), words: ["evidence", "v2.3.1", "--region", region] },
  history: { may: readEvidence(place), words: ["history", "--service", "bf-manage-core"] },
  decide: { may: deciding, words: ["decide", ...release, "--as", "proceed", "--reason", "approved"] },
  hotfix: { may: deciding, words: [...gate, "--soak", "30d", "--hotfix", "--reason", "INC-4711"] },
  applied: {
    may: keepApplies(place),
    words: ["applied", ...release, "--outcome", "success", "--job-url", "https://gitlab.example/jobs/1"],
  },
  preflight: { may: inspectServices(place), words: ["preflight", "production/bf-manage-core"] },
  register: {
    may: registerReleases(place),
    words: [
      ...["register", "--release", "v2.3.1", "--commit", "8f14e45fceea167a5a36dedd4bea2543b6c1d0f7"],
      ...["--service-arn", `${ecs}:service/production/bf-manage-core`],
      ...["--task-definition", `${ecs}:task-definition/bf-manage-core:1`],
    ],
  },
};

/** What is asked only where a service has deployment alarms, or is not found. */
const seldom = ["cloudwatch:DescribeAlarms", "ecs:ListClusters"];

let cloud: GuardedRegion;

async function run(role: string): Promise<void> {
  const { code, out, err } = await calledHere(jobs[role]?.words ?? [], cloud.environment(role));
  expect(code, `${out}${err}`).toBe(0);
}

beforeAll(async () => {
  cloud = await guardedRegion(Object.fromEntries(Object.entries(jobs).map(([role, { may }]) => [role, may])));
  // It sees the verdict come; the others find it.
  await run("wait");
});
afterAll(() => cloud?.close());

describe("with the policies that the stack makes for it, and no others", () => {
  it.each(Object.entries(jobs))(
    "%s does its work, and asks for everything that it is allowed",
    async (role, { may }) => {
      await run(role);

      const granted = new Set(may.flatMap(({ actions }) => actions));
      const used = cloud.askedBy(role);
      expect([...granted].filter((action) => !used.has(action) && !seldom.includes(action))).toEqual([]);
    },
  );

  it.each(["hotfix", "applied"])("%s may be told again", async (role) => {
    await run(role);
  });
});
