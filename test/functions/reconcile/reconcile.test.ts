import { beforeEach, describe, expect, it } from "vitest";
import type { Circumstances, LookedAfter } from "../../../functions/reconcile/look-after.ts";
import { type Reconciled, type ReconcilePorts, reconcile } from "../../../functions/reconcile/reconcile.ts";
import type { Swept } from "../../../functions/reconcile/sweep.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { ReconcileInput } from "../../../shared/schema/reconcile-input.ts";
import { aKey, anExecutionArn, aRecord } from "../../builders/a-record.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { aBench, type Bench } from "./a-bench.ts";

const tick = (time = at(600)) => ReconcileInput.parse({ source: "ecs-rollout-validator.schedule", time });
const end = (input: string | null, executionArn = anExecutionArn) =>
  ReconcileInput.parse({
    source: "aws.states",
    "detail-type": "Step Functions Execution Status Change",
    detail: { executionArn, status: "ABORTED", input },
  });
const inputOf = (rollout: object) => JSON.stringify({ rollout });
const swept: Swept = { services: 3, started: [], throttled: false };

let bench: Bench;
let looked: { deployment: string; circumstances: Circumstances | undefined }[];
let counted: Reconciled[];

beforeEach(async () => {
  bench = await aBench();
  looked = [];
  counted = [];
  for (const [index, number] of ["11", "12", "13"].entries()) {
    const key = aKey({ rollout: { serviceArn, deploymentId: `ecs-svc/${number}` } });
    await bench.evidence.open(aRecord({ key, rollout: { ...aRecord().rollout, ...key.rollout }, openedAt: at(index) }));
  }
  bench.clock.pass(300);
});

function run(answer: (deployment: string) => Promise<LookedAfter>, over: Partial<ReconcilePorts> = {}) {
  return reconcile({
    ...bench,
    lookAfter: async ({ key }, circumstances) => {
      looked.push({ deployment: key.rollout.deploymentId, circumstances });
      return answer(key.rollout.deploymentId);
    },
    sweep: async () => swept,
    count: (each) => void counted.push(each),
    ...over,
  });
}

const posted = async (): Promise<LookedAfter> => ({ closed: false, status: "posted" });
const names = () => looked.map(({ deployment }) => deployment);

describe("a call of the schedule", () => {
  it("that comes more than two minutes late does nothing and is not counted as a run", async () => {
    expect(await run(posted)(tick(at(479)))).toEqual({ looks: [], late: true });
    expect([names(), counted[0]?.swept]).toEqual([[], undefined]);
  });

  it("looks after the others when one cannot be looked after, and fails at the end", async () => {
    const failing = async (deployment: string): Promise<LookedAfter> => {
      if (deployment === "ecs-svc/11") throw new ValidatorError("AccessDenied", "no secret");
      return posted();
    };
    await expect(run(failing)(tick())).rejects.toMatchObject({ name: "AccessDenied" });
    expect(names()).toEqual(["ecs-svc/11", "ecs-svc/12", "ecs-svc/13"]);
    expect(counted).toMatchObject([{ swept, looks: [{}, {}] }]);
  });

  it("is no run to its end when the walk through the services fails", async () => {
    const denied = () => Promise.reject(new ValidatorError("AccessDenied", "no ecs"));
    await expect(run(posted, { sweep: denied })(tick())).rejects.toMatchObject({ name: "AccessDenied" });
    expect(counted).toEqual([]);
  });

  it("asks GitLab once when GitLab is down, and goes on closing", async () => {
    await run(async () => ({ closed: true, status: "undelivered" }))(tick());
    expect(looked.map(({ circumstances }) => circumstances?.isGitlabDown)).toEqual([false, true, true]);
  });

  it("stops taking up entries after a minute of work; the rest stays due", async () => {
    await run(async () => {
      bench.clock.pass(45);
      return posted();
    })(tick());
    expect(names()).toEqual(["ecs-svc/11", "ecs-svc/12"]);
    expect((await bench.agenda.due(bench.clock.now(), 10)).map(({ key }) => key.rollout.deploymentId)).toEqual([
      "ecs-svc/13",
    ]);
  });

  it("shares the entries with another run at the same time", async () => {
    await Promise.all([run(posted)(tick()), run(posted)(tick())]);
    expect(names().sort()).toEqual(["ecs-svc/11", "ecs-svc/12", "ecs-svc/13"]);
  });

  it("looks after what is due, the longest waiting first, and walks on", async () => {
    expect(await run(posted)(tick())).toEqual({ looks: Array(3).fill({ closed: false, status: "posted" }), swept });
    expect(names()).toEqual(["ecs-svc/11", "ecs-svc/12", "ecs-svc/13"]);
    expect(counted).toHaveLength(1);
  });
});

describe("the end of an execution", () => {
  it.each([
    ["without an input", end(null)],
    ["with an input that is no JSON", end("{")],
    ["with another input", end('{"rollout":{}}')],
    ["of a rollout without a record", end(inputOf({ serviceArn, deploymentId: "ecs-svc/99" }))],
    ["of another execution of the rollout", end(inputOf({ serviceArn, deploymentId: "ecs-svc/11" }), "arn:other")],
  ])("%s closes nothing", async (_, input) => {
    expect(await run(posted)(input)).toEqual({ looks: [] });
    expect(names()).toEqual([]);
  });

  it("closes its validation at once, and walks through nothing", async () => {
    const input = end(inputOf({ serviceArn, deploymentId: "ecs-svc/12" }));
    expect(await run(posted)(input)).toEqual({ looks: [{ closed: false, status: "posted" }] });
    expect(looked).toEqual([{ deployment: "ecs-svc/12", circumstances: { ended: "ABORTED" } }]);
  });
});
