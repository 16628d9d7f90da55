import { beforeEach, describe, expect, it } from "vitest";
import { type ReportStatusPorts, reportStatus } from "../../../shared/closing/report-status.ts";
import type { PostedStatus, StatusIntent } from "../../../shared/domain/commit-status.ts";
import type { ValidationRecord } from "../../../shared/domain/evidence.ts";
import type { Release } from "../../../shared/domain/release.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aKey, anExecutionArn, aProfile, aRecord } from "../../builders/a-record.ts";
import { at, newerId, start } from "../../builders/a-rollout.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
const name = "deploy-verified/production/ap-southeast-2/shop";
const { commit: _, ...commitless }: Release = aRecord().release;
const { project: __, ...projectless }: Release = aRecord().release;

let bench: FunctionBench;
let published: StatusIntent[];
let settled: number;
let counted: PostedStatus[];

beforeEach(async () => {
  bench = await aFunctionBench();
  published = [];
  counted = [];
  settled = 0;
});

function report(
  phase: "running" | "verdict",
  answer: PostedStatus | Error = { outcome: "posted", id: 5 },
  link?: ReportStatusPorts["link"],
) {
  const statuses = {
    async publish(intent: StatusIntent): Promise<PostedStatus> {
      published.push(intent);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const agenda = { settle: async () => void settled++ };
  const count = (posted: PostedStatus) => void counted.push(posted);
  const ports = { ...bench, statuses, agenda, count, host: "https://gitlab.example.com", ...(link && { link }) };
  return reportStatus(ports)({ validation, phase });
}

async function deliveries() {
  return (await bench.evidence.dossier("v2.3.1"))?.rollouts[0]?.deliveries;
}

async function concluded(over: Partial<ValidationRecord> = {}, verdict = aVerdict()): Promise<void> {
  await bench.evidence.open(aRecord(over));
  await bench.evidence.conclude(validation, verdict);
  await bench.evidence.saveAnnouncement(validation, {
    phase: "verdict",
    event: at(300),
    topic: at(300),
    counted: at(300),
  });
}

describe("no status is posted", () => {
  it("for a validation that was never opened, or has no verdict yet", async () => {
    await expect(report("running")).rejects.toMatchObject({ name: "NotFound" });
    await bench.evidence.open(aRecord());
    await expect(report("verdict")).rejects.toMatchObject({
      name: "NotFound",
      message: expect.stringContaining("has no verdict yet"),
    });
    expect(published).toEqual([]);
  });

  it.each([
    { what: "full commit sha", release: commitless },
    { what: "GitLab project", release: projectless },
  ])("without a $what, and the evidence says so", async ({ what, release }) => {
    await concluded({ release });
    const posted: PostedStatus = { outcome: "skipped", reason: `the release v2.3.1 carries no ${what}` };

    expect(await report("verdict")).toEqual(posted);
    expect(published).toEqual([]);
    expect(await deliveries()).toMatchObject([{ phase: "verdict", posted }]);
    expect(counted).toEqual([posted]);
    expect(settled).toBe(1);
  });
});

describe("while a validation runs", () => {
  it("the commit shows so, once, with all that GitLab needs", async () => {
    const checks = [...aProfile().checks, { name: "budget", kind: "log-errors", mode: "shadow" as const }];
    await bench.evidence.open(aRecord({ profile: aProfile({ checks }) }));
    await report("running");

    expect(published).toEqual([
      {
        host: "https://gitlab.example.com",
        project: "77",
        commit: aCommit,
        pipelineId: "4711",
        name,
        attempt: Date.parse(start),
        phase: "running",
        state: "running",
        description: "Validating: 0/2 checks passed, verdict by 10:23 UTC",
        targetUrl: expect.stringContaining(anExecutionArn),
      },
    ]);
    expect(settled).toBe(0);
  });

  it("the status leads to the page of the evidence when there is one, else to the console", async () => {
    await bench.evidence.open(aRecord());
    await report("running", undefined, async () => "https://pages.example.com/v/1");
    await report("running", undefined, async () => undefined);

    expect(published.map(({ targetUrl }) => targetUrl)).toEqual([
      "https://pages.example.com/v/1",
      expect.stringContaining(anExecutionArn),
    ]);
  });

  it("the profile's own GitLab and the release's ref are used", async () => {
    await bench.evidence.open(
      aRecord({
        profile: aProfile({ gitlab: { host: "https://git.other.example.com" } }),
        release: { ...aRecord().release, ref: "main" },
      }),
    );
    await report("running");

    expect(published).toMatchObject([{ host: "https://git.other.example.com", ref: "main" }]);
  });
});

describe("a verdict", () => {
  it.each([
    { verdict: aVerdict(), state: "success", description: "Verified: 2/2 checks in 4m12s, 2/2 tasks healthy" },
    {
      verdict: aVerdict({ status: "failed", reason: "started: missing evidence" }),
      state: "failed",
      description: "Failed: started: missing evidence",
    },
    {
      verdict: aVerdict({ status: "inconclusive", reason: "denied" }),
      state: "failed",
      description: "Inconclusive: denied",
    },
    { verdict: aVerdict({ status: "superseded" }), state: "canceled", description: `Superseded by ${newerId}` },
  ] as const)("is shown as $state: $description", async ({ verdict, state, description }) => {
    await concluded({}, verdict);
    await bench.evidence.saveFindings(validation, [
      aFinding(),
      aFinding({ check: "task-health", kind: "task-health", facts: { running: 2, desired: 2 }, supersededBy: newerId }),
    ]);
    await report("verdict");

    expect(published).toMatchObject([{ phase: "verdict", state, description }]);
    expect(await deliveries()).toEqual([
      { phase: "verdict", at: at(300), name, state, description, posted: { outcome: "posted", id: 5 } },
    ]);
    expect(settled).toBe(1);
  });

  it("names the release that took its place, where it is known", async () => {
    await concluded({}, aVerdict({ status: "superseded" }));
    const replaced = { supersededBy: newerId, supersededByRelease: "v2.3.2" };
    await bench.evidence.saveFindings(validation, [aFinding({ check: "task-health", ...replaced })]);
    await report("verdict");

    expect(published[0]?.description).toBe(`Superseded by v2.3.2 (${newerId})`);
  });

  it("names no tasks that were not counted", async () => {
    await concluded();
    await report("verdict");

    expect(published[0]?.description).toBe("Verified: 2/2 checks in 4m12s");
  });

  it("that GitLab cannot take now is tried again, and stays on the agenda", async () => {
    await concluded();
    await expect(report("verdict", new ValidatorError("StatusUndelivered", "down"))).rejects.toMatchObject({
      name: "StatusUndelivered",
    });

    expect(await deliveries()).toEqual([]);
    expect([settled, counted.length]).toEqual([0, 0]);
  });

  it("that was not announced stays on the agenda, although GitLab shows it", async () => {
    await concluded({}, aVerdict({ status: "failed" }));
    await bench.evidence.saveAnnouncement(validation, { phase: "verdict", event: at(300) });
    await report("verdict");
    expect(settled).toBe(0);
  });

  it("that is parked stays on the agenda, one that is stale does not", async () => {
    await concluded();
    await report("verdict", { outcome: "parked", reason: "401" });
    expect(settled).toBe(0);
    await report("verdict", { outcome: "stale" });
    expect(settled).toBe(1);
  });
});
