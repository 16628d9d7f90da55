import { describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { aRollout } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs } from "../../builders/function-bench.ts";

const digest = `sha256:${"a".repeat(64)}`;
const other = `sha256:${"b".repeat(64)}`;
const validation = aKey();
const containers = [{ name: "app", lastStatus: "RUNNING", imageDigest: digest }];
const tasks = async () => [aTask({ containers }), aTask({ containers }, "t2")];

/** A validation whose profile has the check `image`, looked at with this answer about the revision. */
async function aBench(within = "15m") {
  const bench = await aFunctionBench();
  const checks = [
    { name: "task-health", kind: "task-health" },
    { name: "image", kind: "artifact", within },
  ];
  await bench.evidence.open(aRecord({ profile: aProfile({ checks }), rollout: aRollout() }));
  return bench;
}

describe("the running image", () => {
  it("is not missing, only unseen, while the tasks cannot be read", async () => {
    const bench = await aBench("1m");
    const denied = () => Promise.reject(new ValidatorError("AccessDenied", "ecs:ListTasks was denied"));

    await expect(checkTaskHealth({ ...bench, ecs: anEcs({ tasks: denied }) })({ validation })).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("that is another one than that of the revision fails", async () => {
    const revisions = { imageDigests: async () => ({ app: other }) };
    const bench = { ...(await aBench()), revisions };

    expect((await checkTaskHealth({ ...bench, ecs: anEcs({ tasks }) })({ validation })).findings).toMatchObject([
      { check: "task-health", status: "passed" },
      { check: "image", status: "failed", sign: "seen", facts: { digest: other } },
    ]);
  });

  it("leaves the health of the tasks judged when the revision may not be read", async () => {
    const revisions = { imageDigests: () => Promise.reject(new ValidatorError("AccessDenied", "was denied")) };
    const bench = { ...(await aBench()), revisions };

    expect((await checkTaskHealth({ ...bench, ecs: anEcs({ tasks }) })({ validation })).findings).toMatchObject([
      { check: "task-health", status: "passed" },
      { check: "image", status: "inconclusive" },
    ]);
  });

  it("is compared with a revision that is read once", async () => {
    let asked = 0;
    const revisions = {
      imageDigests: async () => {
        asked += 1;
        return { app: digest };
      },
    };
    const look = checkTaskHealth({ ...(await aBench()), revisions, ecs: anEcs({ tasks }) });

    await look({ validation });
    expect((await look({ validation })).findings).toMatchObject([{}, { check: "image", status: "passed" }]);
    expect(asked).toBe(1);
  });
});

describe("a profile without that check", () => {
  it("asks for no revision", async () => {
    const revisions = { imageDigests: () => Promise.reject(new Error("nobody may ask")) };
    const bench = { ...(await aFunctionBench()), revisions };
    await bench.evidence.open(aRecord());

    expect((await checkTaskHealth({ ...bench, ecs: anEcs() })({ validation })).findings).toHaveLength(1);
  });
});
