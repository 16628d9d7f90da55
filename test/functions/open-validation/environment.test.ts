import { beforeEach, expect, it } from "vitest";
import { aContainerDefinition, aTaskDefinition } from "../../builders/a-task-definition.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";
import { opened } from "../../builders/opened-validation.ts";

const profile =
  "environment: development\nenvironments: [{ ref: 'v*-rc.*', name: staging }, { ref: 'v*', name: production }]";

let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
});

it.each([
  ["trial", "development"],
  ["v2.3.1-rc.4", "staging"],
  ["v2.3.1", "production"],
])("a release %s is validated as one into %s", async (release, environment) => {
  const container = aContainerDefinition({ environment: { RELEASE_ID: release } });
  const ecs = { taskDefinition: async () => aTaskDefinition({ containers: [container] }) };

  const { record } = await opened(bench, { profile, ecs });

  expect([record.release.id, record.profile.environment]).toEqual([release, environment]);
});
