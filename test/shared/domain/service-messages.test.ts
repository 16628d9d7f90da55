import { describe, expect, it } from "vitest";
import { hinderingMessages, hindranceOf, messageEntries, taskIn } from "../../../shared/domain/service-messages.ts";
import { at } from "../../builders/a-rollout.ts";

// Messages as ECS writes them (ECS developer guide, and docs/facts/ecs.md 3.2).
const messages = [
  {
    name: "no placement",
    fault: "platform",
    text: "was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.",
  },
  {
    name: "scale-in protection",
    fault: "human",
    text: "was unable to reach steady state because (taskSet ecs-svc/1) was unable to scale in due to (reason 2 tasks under protection)",
  },
  {
    name: "no room to deploy",
    fault: "configuration",
    text: "was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
  },
  {
    name: "health endpoint not reached",
    fault: "configuration",
    text: "(task 1a2b) (port 8080) is unhealthy in (target-group arn) due to (reason Request timed out)",
  },
  {
    name: "health endpoint answers with an error",
    fault: "release",
    text: "(port 8080) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [503])",
  },
  {
    name: "load balancer health",
    fault: "release",
    text: "(instance i-1) is unhealthy in (target-group arn) due to (reason Health checks failed)",
  },
  { name: "container health", fault: "release", text: "(task 1a2b) failed container health checks." },
  { name: "throttled by AWS", fault: "platform", text: "operations are being throttled on elb. Will try again later." },
  { name: "start impaired", fault: "release", text: "is unable to consistently start tasks successfully." },
];

describe("a message of a service", () => {
  it.each(messages)("says $name: $text", ({ name, fault, text }) => {
    const hindrance = hindranceOf({ text: `(service shop) ${text}` });

    expect(hindrance).toMatchObject({ name, fault });
    expect(hindrance?.meaning).toMatch(/^[A-Z].{10,}\.$/);
    expect(hindrance?.nextStep).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each([
    "has reached a steady state.",
    "has started 2 tasks: (task 1) (task 2).",
    "has begun draining connections on 1 tasks.",
    "is not AZ balanced with 3 tasks in a, 1 tasks in b. AZ Rebalancing in progress.",
    "(deployment ecs-svc/1) deployment completed.",
  ])("hinders nothing when it is: %s", (text) => {
    expect(hindranceOf({ text: `(service shop) ${text}` })).toBeUndefined();
  });

  it.each(["throttler", "under-protection", "rate-exceeded"])("hinders nothing by the service's name: %s", (name) => {
    expect(hindranceOf({ text: `(service ${name}) has reached a steady state.` })).toBeUndefined();
  });
});

describe("the messages that hinder a rollout", () => {
  const unplaced = (second: number) => ({ at: at(second), text: "(service shop) was unable to place a task because." });
  const sick = (second: number, task: string) => ({
    at: at(second),
    text: `(task ${task}) failed container health checks.`,
  });

  it("are the first of each kind and task since it began, oldest first", () => {
    const steady = { at: at(5), text: "has reached a steady state." };
    const all = [sick(50, "b2"), unplaced(40), sick(30, "a1"), unplaced(20), steady, unplaced(-60)];

    expect(hinderingMessages(all, at(0))).toEqual([unplaced(20), sick(30, "a1"), sick(50, "b2")]);
  });

  it("are at most ten", () => {
    const many = Array.from({ length: 30 }, (_, n) => sick(n, `t${n}`));

    expect(hinderingMessages(many, at(0))).toHaveLength(10);
  });

  it("name their task where they are about one", () => {
    expect(taskIn(sick(1, "1a2b"))).toBe("1a2b");
    expect(taskIn(unplaced(1))).toBeUndefined();
  });
});

describe("what ECS says, in the timeline,", () => {
  const said = (second: number, text: string) => ({ at: at(second), text: `(service bf-manage-core) ${text}` });

  it("is every message of its time, in ECS's own words and with its own time", () => {
    const heard = [said(-1, "a"), said(0, "has started 1 tasks: (task t1)."), said(60, "b"), said(61, "c")];

    expect(messageEntries(heard, { from: at(0), to: at(60) })).toEqual([
      { at: at(0), id: "said#has started 1 tasks: (task t1).", text: "ECS: has started 1 tasks: (task t1)." },
      { at: at(60), id: "said#b", text: "ECS: b" },
    ]);
    expect(messageEntries(heard, { from: at(0) })).toHaveLength(3);
  });

  it("is no longer than a line, and two messages of a moment stay two", () => {
    const [entry] = messageEntries([said(1, "x".repeat(2000))], { from: at(0) });
    const ids = messageEntries([said(1, "one"), said(1, "two")], { from: at(0) }).map(({ id }) => id);

    expect(entry?.text).toHaveLength(305);
    expect(entry?.id.length).toBeLessThan(130);
    expect(new Set(ids).size).toBe(2);
  });
});
