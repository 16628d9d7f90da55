import { describe, expect, it } from "vitest";
import { parseScenario, ScenarioError } from "../../../local/scenario/read-scenario.ts";

function refusal(more: string): ScenarioError | undefined {
  const text = `title: t\n${more.includes("expect:") ? "" : "expect: {}\n"}${more.includes("timeline:") ? "" : "timeline: []\n"}${more}`;
  try {
    parseScenario(text);
    return undefined;
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
}

const runs = "{ at: 5s, tasks: all, status: RUNNING }";
const timeline = (...entries: readonly string[]): string =>
  `service: { desired: 3 }\ntimeline:\n${entries.map((each) => `  - ${each}\n`).join("")}`;

describe("a scenario that is well formed and cannot be right", () => {
  it.each([
    [timeline("{ at: 5s, tasks: 4, status: RUNNING }"), "timeline[0]: task 4 does not exist; the service wants 3"],
    [timeline(runs, "{ at: 6s, tasks: [1, 5], log: x }"), "timeline[1]: task 5 does not exist; the service wants 3"],
    [
      timeline(runs, "{ at: 6s, tasks: new, status: PENDING }", "{ at: 7s, tasks: 5, status: PENDING }"),
      "timeline[2]: task 5 does not exist; the service wants 3, and 1 more was started by then",
    ],
    [
      timeline(runs, "{ at: 6s, tasks: 1, container: web, log: x }"),
      "timeline[1]: container web does not exist; the service has app",
    ],
    [
      timeline(runs, "{ at: 6s, tasks: 1, status: STOPPED, containers: { web: { exitCode: 1 } } }"),
      "timeline[1]: container web does not exist; the service has app",
    ],
    [
      timeline("{ at: 5s, tasks: 1, of: 3, status: RUNNING }"),
      "timeline[0]: deploy 3 does not exist; 1 took place by then",
    ],
    [
      timeline("{ at: 5s, tasks: 1, of: 2, status: RUNNING }", "{ at: 6s, deploy: {} }"),
      "timeline[0]: deploy 2 does not exist; 1 took place by then",
    ],
    [
      `olderRelease: none\n${timeline("{ at: 5s, tasks: old 2, status: STOPPED }")}`,
      "timeline[0]: there are no old tasks; the scenario has no older release",
    ],
    [
      timeline("{ at: 2h, rollout: COMPLETED }"),
      "timeline[0]: goes on until 2h, after the scenario's limit of 1h: raise the limit",
    ],
    [
      timeline("{ at: 50m, every: 6m, times: 3, tasks: all, log: x }"),
      "timeline[0]: goes on until 1h02m, after the scenario's limit of 1h: raise the limit",
    ],
    [
      `limit: 10m\n${timeline(runs, "{ at: 9m, tasks: 1, log: x, repeat: 3, over: 2m }")}`,
      "timeline[1]: goes on until 11m, after the scenario's limit of 10m: raise the limit",
    ],
    [
      timeline("{ at: 1s, times: 3, action: SERVICE_STEADY_STATE }"),
      "timeline[0]: is repeated all at once: `times` needs `every`",
    ],
    ["reconcile: { until: 2h }\n", "reconcile.until: is 2h, after the scenario's limit of 1h: raise the limit"],
    ["expect: { deploy: 2 }\n", "expect.deploy: deploy 2 does not exist; the timeline has 1"],
    ["alsoExpect: [{ deploy: 3 }]\n", "alsoExpect[0].deploy: deploy 3 does not exist; the timeline has 1"],
    ["expect: { reason: '/(/' }\n", "expect.reason: is no regular expression"],
    ["profile: { service: shop }\n", "profile: service: is shop, but the profile was found for bf-manage-core"],
  ])("%j is refused before it plays", (more, problem) => {
    expect(refusal(more)?.problems).toContain(problem);
  });

  it("names an unknown preset of its profile, with its line", () => {
    const error = refusal("profile:\n  checks:\n    - { name: a, kind: log-signature, preset: flywy }\n");

    expect(error?.message).toMatch(/\n {2}line 6: profile: checks\[0\]\.preset: .*; did you mean "flyway"\?$/);
  });

  it("names the line of an entry", () => {
    expect(refusal(timeline(runs, "{ at: 5s, tasks: 7, log: x }"))?.message).toContain(
      "\n  line 6: timeline[1]: task 7",
    );
  });
});

describe("a scenario that only looks wrong", () => {
  it.each([
    [
      "counts the replacements of stopped tasks",
      timeline("{ at: 5s, tasks: 1, status: STOPPED }", "{ at: 6s, tasks: 4, status: PENDING }"),
    ],
    [
      "counts the replacements of every repetition",
      timeline(
        "{ at: 5s, every: 5s, times: 2, tasks: new, status: STOPPED }",
        "{ at: 20s, tasks: 5, status: PENDING }",
      ),
    ],
    ["means a later deploy", timeline("{ at: 5s, deploy: {} }", "{ at: 5s, of: 2, tasks: 1, status: PENDING }")],
    ["ends at its limit", `limit: 10m\n${timeline("{ at: 10m, rollout: COMPLETED }")}`],
    [
      "is about a profile that cannot be used",
      "profile: { chekcs: [] }\nexpect: { findings: { profile: { status: inconclusive } } }\n",
    ],
    [
      "expects something of a repeated deploy",
      "timeline: [{ at: 5s, every: 1m, times: 2, deploy: {} }]\nexpect: { deploy: 3 }\n",
    ],
  ])("is read: it %s", (_, more) => {
    expect(refusal(more)).toBeUndefined();
  });
});
