import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { dump, load } from "js-yaml";
import { parseScenario, ScenarioError } from "../../local/scenario/read-scenario.ts";
import { commitStates } from "../../shared/domain/commit-status.ts";
import { postAnswer } from "../../shared/gitlab/answer.ts";
import { EcsEvent } from "../../shared/schema/events.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import { CheckLookInput } from "../../shared/schema/validation-input.ts";
import { logTargets } from "./fuzz-logs.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { hostileText } from "./hostile-lines.ts";
import { type Data, mutated } from "./mutations.ts";

const root = new URL("../../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), "utf8");
const files = (folder: string, ending: string): readonly string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(ending))
    .map((name) => text(`${folder}${name}`));

const profiles = [load(text("examples/bf-manage-core/profile.yaml")) as Data];
const events = files("test/fixtures/events/", ".json").map((each) => JSON.parse(each) as Data);
const scenarios = files("examples/scenarios/", ".yaml").map((each) => load(each) as Data);

/** Every parser; the log readers' own are in fuzz-logs.ts. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: "profile",
    promise: "is usable, or falls back to task health with problems that name their path",
    property: () => fc.property(fc.oneof(asText(mutated(profiles)), hostileText()), profilePromise),
  },
  {
    name: "ECS event",
    promise: "is an event, or is refused with problems",
    property: () =>
      fc.property(fc.oneof(mutated(events), fc.jsonValue() as fc.Arbitrary<Data>), (event) =>
        shapePromise(EcsEvent, event),
      ),
  },
  {
    name: "task input",
    promise: "is an input, or is refused with problems",
    property: () =>
      fc.property(
        mutated([
          { validation: { releaseId: "v1", rollout: { serviceArn: "a", deploymentId: "b" } }, signal: { count: 1 } },
        ]),
        (input) => shapePromise(CheckLookInput, input),
      ),
  },
  {
    name: "scenario",
    promise: "is a scenario, or a ScenarioError says why not",
    property: () => fc.property(fc.oneof(asText(mutated(scenarios)), hostileText()), scenarioPromise),
  },
  {
    name: "GitLab answer",
    promise: "means posted only when the wanted state stands in it",
    property: () =>
      fc.property(fc.integer({ min: 200, max: 599 }), replyText(), fc.constantFrom(...commitStates), answerPromise),
  },
  ...logTargets,
];

/** As YAML, or as JSON, which is YAML too. */
function asText(data: fc.Arbitrary<Data>): fc.Arbitrary<string> {
  return fc.tuple(data, fc.boolean()).map(([value, isYaml]) => (isYaml ? dump(value) : JSON.stringify(value)));
}

function profilePromise(given: string): void {
  const { resolved } = resolveProfile({ text: given, source: "fuzzed" }, "bf-manage-core");
  const isUsable = resolved.problems.length === 0;
  if (resolved.problems.length > 20) throw new Error(`${resolved.problems.length} problems are too many to read.`);
  if (resolved.problems.some((problem) => !problem.includes(":")))
    throw new Error(`A problem names no path: ${resolved.problems.join("; ")}`);
  if (resolved.checks.length === 0) throw new Error("Nothing would be checked.");
  if (!isUsable && resolved.checks.some(({ kind }) => kind !== "task-health"))
    throw new Error("An unusable profile was used.");
  if (!(resolved.rolloutWithinSeconds > 0) || !(resolved.logSeconds >= 0))
    throw new Error("A validation would have no end.");
}

function shapePromise(schema: Parameters<typeof parseShape>[0], value: unknown): void {
  const { problems } = parseShape(schema, value);
  if (problems !== undefined && (problems.length === 0 || problems.some((problem) => problem === "")))
    throw new Error("Refused without a reason.");
}

function scenarioPromise(given: string): void {
  try {
    parseScenario(given, { readFile: () => "" });
  } catch (error) {
    if (!(error instanceof ScenarioError) || error.problems.length === 0) throw error;
  }
}

function replyText(): fc.Arbitrary<string> {
  const rows = [
    { id: 1, name: "deploy-verified/a/b/c", status: "success", description: "d", pipeline_id: 2 },
    { message: { name: ["has already been taken"] } },
  ];
  return fc.oneof(
    mutated(rows).map((row) => JSON.stringify(row)),
    hostileText(),
  );
}

function answerPromise(status: number, reply: string, wanted: (typeof commitStates)[number]): void {
  const answer = postAnswer({ status, headers: new Headers(), text: reply }, wanted, 0);
  if (answer.kind !== "posted") return;
  const shown = (JSON.parse(reply) as { status?: unknown }).status;
  if (status >= 300 || shown !== wanted) throw new Error(`${status} ${reply} was taken for posted.`);
}
