import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContainerFacts, PreflightFacts, Read } from "../../../cli/preflight/facts.ts";
import { countsOf, judge, rules } from "../../../cli/preflight/judge.ts";
import { groups } from "../../../cli/preflight/rule.ts";
import {
  aFoundProfile,
  aGoodProfile,
  aPreflight,
  someContainerFacts,
  someServiceFacts,
} from "../../builders/a-preflight.ts";
import { at } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";

const name = fc.constantFrom("app", "proxy");
const word = fc.constantFrom(
  "app",
  "proxy",
  "shop:latest",
  "ACTIVE",
  "DRAINING",
  "awslogs",
  "splunk",
  "ALARM",
  "OK",
  "",
);

function reads<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Read<Value>> {
  return fc.oneof(
    value.map((each) => ({ value: each })),
    fc.record({ unread: word, isDenied: fc.boolean() }),
  );
}

const service = fc
  .record(
    {
      status: word,
      controller: fc.constantFrom("ECS", "CODE_DEPLOY", "EXTERNAL"),
      strategy: fc.constantFrom("ROLLING", "BLUE_GREEN"),
      scheduling: fc.constantFrom("REPLICA", "DAEMON"),
      platform: word,
      desired: fc.nat(400),
      minimumHealthyPercent: fc.nat(200),
      maximumPercent: fc.nat(400),
      breaker: fc.record({ enable: fc.boolean(), rollback: fc.boolean() }),
      alarms: fc.record({ enable: fc.boolean(), names: fc.array(word, { maxLength: 3 }) }),
      graceSeconds: fc.nat(300),
      balanced: fc.array(word, { maxLength: 2 }),
      tags: fc.dictionary(word, word),
    },
    { requiredKeys: [] },
  )
  .map((over) => someServiceFacts(over));

const container: fc.Arbitrary<ContainerFacts> = fc
  .record(
    {
      name,
      image: word,
      essential: fc.boolean(),
      hasHealthCheck: fc.boolean(),
      environment: fc.dictionary(word, word),
      logDriver: word,
      logOptions: fc.dictionary(fc.constantFrom("awslogs-group", "mode", "awslogs-create-group"), word),
      isVersionConsistent: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((over) => someContainerFacts(over));

/** ECS takes no task definition without an essential container. */
const definition = fc.record({
  arn: word,
  containers: fc
    .tuple(container, fc.array(container, { maxLength: 2 }))
    .map(([first, others]) => [{ ...first, essential: true }, ...others]),
  tags: fc.dictionary(word, word),
});

const facts: fc.Arbitrary<PreflightFacts> = fc
  .record({
    now: fc.constant(at(300)),
    service,
    deployments: reads(
      fc.array(
        word.map((status) => aServiceDeployment({ status })),
        { maxLength: 2 },
      ),
    ),
    definition: reads(fc.option(definition, { nil: undefined })),
    registered: reads(fc.constant(undefined)),
    logGroups: fc.array(
      fc.record({ container: name, group: name, region: word, logClass: reads(fc.option(word, { nil: undefined })) }),
      { maxLength: 3 },
    ),
    alarms: reads(fc.array(fc.record({ name: word, state: word }), { maxLength: 3 })),
    logReach: reads(
      fc.option(fc.record({ prefixes: fc.array(word), otherRegions: fc.array(word) }), { nil: undefined }),
    ),
    insights: reads(fc.option(word, { nil: undefined })),
    siblings: reads(fc.array(fc.record({ service: name, images: fc.array(word, { maxLength: 2 }) }), { maxLength: 3 })),
    found: fc.constantFrom(aGoodProfile, "checks: 1", undefined),
  })
  .map(({ found, ...rest }) => ({ ...rest, ...aFoundProfile(found) }));

describe("preflight of any service", () => {
  it("answers every question, always in the same order", () => {
    const asked = rules.map(({ group, name }) => `${group}/${name}`);

    fc.assert(
      fc.property(facts, (given) => {
        expect(judge(given).map(({ group, name }) => `${group}/${name}`)).toEqual(asked);
      }),
    );
  });

  it("says something to each, and the next step to every WARN and NG", () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const { status, says, next } of judge(given)) {
          expect(says).not.toBe("");
          expect(says).not.toContain("undefined");
          if (status === "WARN" || status === "NG") expect(next).toMatch(/\.$/);
        }
      }),
    );
  });

  it("says the same of the same facts, and counts what it says", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const items = judge(given);
        const { OK, WARN, NG, SKIP } = countsOf(items);
        expect(judge(given)).toEqual(items);
        expect(OK + WARN + NG + SKIP).toBe(rules.length);
      }),
    );
  });
});

describe("preflight of a good service", () => {
  it("is OK in everything", () => {
    expect(judge(aPreflight()).filter(({ status }) => status !== "OK")).toEqual([]);
  });

  it("asks of every group, each in one piece, and each question once", () => {
    const asked = rules.map(({ group }) => group);

    expect(asked.filter((group, index) => group !== asked[index - 1])).toEqual([...groups]);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});
