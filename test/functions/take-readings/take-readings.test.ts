import { describe, expect, it } from "vitest";
import { takeReadings } from "../../../functions/take-readings/take-readings.ts";
import type { TakeReadingsPorts } from "../../../functions/take-readings/taken.ts";
import type { ReadingsPlan } from "../../../shared/domain/readings.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { Metrics, Window } from "../../../shared/ports/readings.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aMetricQuery } from "../../builders/a-reading.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aServiceState } from "../../builders/a-service-measurement.ts";
import { aFunctionBench } from "../../builders/function-bench.ts";

const arn = "arn:aws:elasticloadbalancing:ap-southeast-2:111122223333:targetgroup/shop/73e2d6bc24d8a067";
const throttled = new ValidatorError("DependencyThrottled", "cloudwatch:GetMetricData on us-east-1 was throttled");
const denied = new ValidatorError("AccessDenied", "cloudwatch:GetMetricData on us-east-1 was denied");

/** A validation that was judged after 90 s, and what stands kept once its readings were taken. */
async function taken(readings: ReadingsPlan | undefined, ports: Partial<TakeReadingsPorts> = {}) {
  const bench = await aFunctionBench();
  const verdict = aVerdict({ at: at(90) });
  await bench.evidence.open(aRecord({ verdict, profile: aProfile({ ...(readings && { readings }) }) }));
  const asked: (readonly [region: string, names: readonly string[], window: Window])[] = [];
  const metrics: Metrics = {
    read: async (region, queries, window) => {
      asked.push([region, queries.map(({ name }) => name), window]);
      return queries.map((query) => ({
        query,
        points: [-7200, -60, 0, 60, 120].map((second) => ({ at: at(second), value: 1 })),
      }));
    },
  };
  const take = takeReadings({
    ...bench,
    metrics,
    targetGroups: { targets: async () => [{ target: "10.0.1.10:8080", state: "healthy" }] },
    ecs: { service: async () => aServiceState({ targetGroups: [arn] }) },
    ...ports,
  });
  const ended = await take({ validation: aKey() }).catch((error: unknown) => error);
  const kept = async () => (await bench.evidence.dossier(aKey().releaseId))?.rollouts[0]?.readings ?? [];
  const again = async () => {
    await take({ validation: aKey() });
    return kept();
  };
  return { ended, asked, readings: await kept(), take: again };
}

const failing = (region: string, error: Error): Metrics => ({
  read: async (asked, queries) => {
    if (asked === region) throw error;
    return queries.map((query) => ({ query, points: [] }));
  },
});

const twoRegions: ReadingsPlan = {
  targetHealth: false,
  metrics: [aMetricQuery(), aMetricQuery({ name: "edge p95", region: "us-east-1" })],
};

describe("readings that cannot be taken", () => {
  it("are kept with the reason, beside those of the other Region, and tried again when it may pass", async () => {
    const { ended, readings } = await taken(twoRegions, { metrics: failing("us-east-1", throttled) });
    expect(readings.map(({ name, problem }) => [name, problem])).toEqual([
      ["ALB 5xx", undefined],
      ["edge p95", throttled.message],
    ]);
    expect(ended).toBe(throttled);
  });

  it("end the matter when asking again would not help", async () => {
    const { ended, readings } = await taken(twoRegions, { metrics: failing("us-east-1", denied) });
    expect(ended).toEqual({ readings: 2 });
    expect(readings[1]).toMatchObject({ problem: denied.message, points: [] });
  });

  it("are one metric alone where CloudWatch says so of it", async () => {
    const metrics: Metrics = {
      read: async (_region, queries) => queries.map((query) => ({ query, problem: "CloudWatch answered Forbidden" })),
    };
    const { ended, readings } = await taken({ ...twoRegions, metrics: [aMetricQuery()] }, { metrics });
    expect(ended).toEqual({ readings: 1 });
    expect(readings).toMatchObject([{ name: "ALB 5xx", problem: "CloudWatch answered Forbidden" }]);
  });

  it("are tried again where CloudWatch says of one metric that it failed for now", async () => {
    const problem = "CloudWatch answered InternalError";
    const metrics: Metrics = {
      read: async (_region, queries) => queries.map((query) => ({ query, problem, mayPass: true })),
    };
    const { ended, readings } = await taken({ ...twoRegions, metrics: [aMetricQuery()] }, { metrics });
    expect(ended).toEqual(new ValidatorError("DependencyUnavailable", problem));
    expect(readings).toMatchObject([{ problem }]);
  });

  it("are over once the target group is known that an earlier try could not name", async () => {
    const answers = [() => Promise.reject(throttled), async () => aServiceState({ targetGroups: [arn] })];
    const ecs = { service: async () => await (answers.shift() as () => Promise<ReturnType<typeof aServiceState>>)() };
    const { ended, readings, take } = await taken({ targetHealth: true, metrics: [] }, { ecs });
    expect([ended, readings.map(({ name }) => name)]).toEqual([throttled, ["load balancer"]]);
    expect((await take()).map(({ name }) => name)).toEqual(["shop"]);
  });

  it("are no errors of the program: those break off", async () => {
    const { ended, readings } = await taken(twoRegions, {
      metrics: failing("us-east-1", new TypeError("x is not a function")),
    });
    expect(ended).toBeInstanceOf(TypeError);
    expect(readings).toEqual([]);
  });

  it.each([
    ["the service is not there any more", undefined],
    ["the service names no target group", aServiceState()],
  ])("say of target health that %s", async (problem, service) => {
    const { readings } = await taken({ targetHealth: true, metrics: [] }, { ecs: { service: async () => service } });
    expect(readings).toEqual([
      { of: "target-health", name: "load balancer", at: at(300), arn: "", targets: [], problem },
    ]);
  });

  it("leave the other target groups", async () => {
    const gone = new ValidatorError("DependencyRefused", "was refused (TargetGroupNotFoundException)");
    const targetGroups = {
      targets: async (asked: string) => {
        if (asked === arn) throw gone;
        return [];
      },
    };
    const ecs = { service: async () => aServiceState({ targetGroups: [arn, arn.replace("/shop/", "/shop-green/")] }) };
    const { readings } = await taken({ targetHealth: true, metrics: [] }, { targetGroups, ecs });
    expect(readings.map(({ name, problem }) => [name, problem])).toEqual([
      ["shop", gone.message],
      ["shop-green", undefined],
    ]);
  });
});

describe("readings", () => {
  it("are none, and nothing is asked, unless the profile wants them", async () => {
    expect(await taken(undefined)).toMatchObject({ ended: { readings: 0 }, asked: [], readings: [] });
  });

  it("are points from the time before the rollout until the verdict, asked once for each Region", async () => {
    const { asked, readings } = await taken(twoRegions);
    const window = { from: at(-1800), until: at(90) };
    expect(asked).toEqual([
      ["ap-southeast-2", ["ALB 5xx"], window],
      ["us-east-1", ["edge p95"], window],
    ]);
    for (const reading of readings)
      expect(reading).toMatchObject({
        ...window,
        at: at(300),
        points: [-60, 0, 60].map((second) => ({ at: at(second), value: 1 })),
      });
  });

  it("are asked apart where they do not begin together, so that every period is a full one", async () => {
    const bill = aMetricQuery({ name: "bill", periodSeconds: 21_600, beforeSeconds: 21_600 });
    const { asked } = await taken({ targetHealth: false, metrics: [aMetricQuery({ beforeSeconds: 43_140 }), bill] });
    expect(asked.map(([, names]) => names)).toEqual([["ALB 5xx"], ["bill"]]);
    for (const [, [name], { from }] of asked)
      expect(Date.parse(from) % (name === "bill" ? 21_600_000 : 60_000)).toBe(0);
  });

  it("of longer periods begin where CloudWatch's periods do", async () => {
    const plan = { targetHealth: false, metrics: [aMetricQuery({ periodSeconds: 21_600, beforeSeconds: 86_400 })] };
    const { asked } = await taken(plan);
    expect(asked[0]?.[2].from).toMatch(/T(?:00|06|12|18):00:00\.000Z$/);
  });

  it("have the targets of each target group", async () => {
    const { readings } = await taken({ targetHealth: true, metrics: [] });
    expect(readings).toEqual([
      {
        of: "target-health",
        name: "shop",
        at: at(300),
        arn,
        targets: [{ target: "10.0.1.10:8080", state: "healthy" }],
      },
    ]);
  });
});
