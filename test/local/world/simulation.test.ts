import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import { listen } from "../../../local/server/listen.ts";
import { simulate } from "../../../local/simulation.ts";
import { openWorld } from "../../../local/world/open-world.ts";

const healthy = parseScenario(`
title: t
timeline:
  - { at: 20s, tasks: all, status: RUNNING }
  - { at: 60s, rollout: COMPLETED }
expect: { verdict: passed }
`);

describe("a simulation", () => {
  it("gives the machine's own time, randomness and environment back, also after a failure", async () => {
    const before = {
      setTimeout,
      random: Math.random,
      table: process.env["EVIDENCE_TABLE"],
      region: process.env["AWS_REGION"],
    };
    const impossible = parseScenario("title: t\ntimeline: [{ at: 5s, rollout: ROLLBACK_FAILED }]\nexpect: {}\n");
    await expect(simulate(impossible)).rejects.toThrow("cannot become ROLLBACK_FAILED");
    await expect(
      simulate(parseScenario("title: t\nlimit: 10s\ntimeline: [{ at: 5s, tasks: 1, status: RUNNING }]\nexpect: {}\n")),
    ).rejects.toThrow("not at its end");
    expect({
      setTimeout,
      random: Math.random,
      table: process.env["EVIDENCE_TABLE"],
      region: process.env["AWS_REGION"],
    }).toEqual(before);
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
  });

  it("has not passed when it expects nothing", async () => {
    const outcome = await simulate(
      parseScenario(
        "title: t\ntimeline: [{ at: 20s, tasks: all, status: RUNNING }, { at: 60s, rollout: COMPLETED }]\nexpect: {}\n",
      ),
    );
    expect(outcome).toMatchObject({ expectations: [], passed: false });
  });

  it("has not passed when something else came than it expects", async () => {
    const { scenario } = healthy;
    const outcome = await simulate({
      ...healthy,
      scenario: { ...scenario, expect: { ...scenario.expect, verdict: "failed" } },
    });
    expect(outcome.passed).toBe(false);
    expect(outcome.expectations).toMatchObject([{ deploy: 1, what: "verdict", expected: "failed", passed: false }]);
  });

  it("goes the same way every time, watched or not", async () => {
    const changes: unknown[] = [];
    const first = await simulate(healthy);
    const second = await simulate(healthy, { onChange: (change) => changes.push(change) });
    const essence = ({ counts, seconds, deploys, posted }: typeof first) => ({
      counts,
      seconds,
      posted,
      verdict: deploys[0]?.dossier?.record.verdict,
    });
    expect(essence(second)).toEqual(essence(first));
    expect(changes).toContainEqual(expect.objectContaining({ what: "verdict", verdict: "passed" }));
  });

  it("shows its cluster to a foreign client while it plays", async () => {
    const world = await openWorld(healthy, {
      handlers: () => ({ "receive-event": { timeoutSeconds: 3, handler: () => {} } }),
      pace: 40,
    });
    const served = await world.time.work(() => listen(world.network));
    try {
      const playing = world.play();
      const client = new ECSClient({
        region: "ap-southeast-2",
        endpoint: served.urls.aws,
        credentials: { accessKeyId: "x", secretAccessKey: "x" },
      });
      const ask = async () =>
        (await client.send(new DescribeServicesCommand({ cluster: "production", services: ["bf-manage-core"] })))
          .services?.[0]?.deployments;
      const seen = [await ask()];
      await playing;
      expect(seen[0]?.[0]).toMatchObject({
        status: "PRIMARY",
        rolloutState: expect.stringMatching(/IN_PROGRESS|COMPLETED/),
      });
    } finally {
      await served.close();
      world.close();
    }
  });
});
