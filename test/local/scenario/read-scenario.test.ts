import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { scenarioJsonSchema } from "../../../local/scenario/json-schema.ts";
import { parseScenario, ScenarioError } from "../../../local/scenario/read-scenario.ts";

const folder = new URL("../../../examples/scenarios/", import.meta.url);
const schemaFile = readFileSync(new URL("scenario.schema.json", folder), "utf8");

function problemsOf(text: string): readonly string[] {
  try {
    parseScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

const entry = (text: string): string => `title: t\nlimit: 3h\nexpect: {}\ntimeline:\n  - ${text}\n`;

describe("a scenario with a mistake", () => {
  it.each([
    ["title: t\nexpect: {}\n", /^timeline: /],
    ["title: t\ntimeline: []\n", /^expect: /],
    [
      "title: t\ntimeline: []\nexpect: {}\nservise: {}\n",
      /unknown key "servise"; did you mean "service"\? Allowed are title, summary, service/,
    ],
    ["title: t\ntimeline: []\nexpect: { verdict: good }\n", /^expect\.verdict: must be one of passed, failed, /],
    ["title: t\ntimeline: []\nexpect: {}\nservice: { desired: -1 }\n", /^service\.desired: /],
    ["title: t\ntimeline: []\nexpect: {}\nrelease: { commit: abc }\n", /^release\.commit: must be a full commit sha/],
    ["title: t\ntimeline: []\nexpect: {}\nevents: { copies: 6 }\n", /^events\.copies: /],
    [entry("{ at: 20, tasks: all, status: RUNNING }"), /^timeline\[0\]\.at: .* write 20s$/],
    [
      entry("{ at: soon, tasks: all, status: RUNNING }"),
      /^timeline\[0\]\.at: must be a time since the deploy such as 20s/,
    ],
    [entry("{ at: 20s, tasks: some, status: RUNNING }"), /^timeline\[0\]\.tasks: must be all, new, newest, old/],
    [
      entry("{ at: 20s, tasks: all, status: RUNING }"),
      /^timeline\[0\]\.status: must be one of PENDING, RUNNING, .*STOPPED; did you mean "RUNNING"\?/,
    ],
    [
      entry("{ at: 20s, tasks: all, log: hello, repeats: 3 }"),
      /^timeline\[0\]: unknown key "repeats"; did you mean "repeat"\? Allowed are .*repeat/,
    ],
    [entry("{ at: 20s, rollout: DONE }"), /^timeline\[0\]\.rollout: /],
    ["title: [", /flow collection/],
  ])("%j is refused with its place", (text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it("is refused with all its problems at once", () => {
    expect(problemsOf("timeline: [{ at: 1s, rollout: X }]\nservice: { desired: -1 }\n").length).toBeGreaterThanOrEqual(
      4,
    );
  });

  it("that names a file that is not there is refused, with the place where it names it", () => {
    const text = "title: t\ntimeline: [{ at: 1s, tasks: all, file: gone.log }]\nexpect: {}\nprofile: none\n";
    const readFile = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

    expect(() => parseScenario(text, { readFile })).toThrow("timeline[0].file: gone.log cannot be read: ENOENT");
  });

  it("that names a file without being one is refused", () => {
    expect(() => parseScenario("title: t\ntimeline: []\nexpect: {}\nprofile: p.yaml\n")).toThrow(
      "names the file p.yaml",
    );
  });
});

describe("a scenario", () => {
  it("needs only a title, a timeline and an expectation", () => {
    const { scenario, profileText } = parseScenario("title: t\ntimeline: []\nexpect: {}\n");
    expect(scenario).toMatchObject({
      service: { name: "bf-manage-core", desired: 4, circuitBreaker: { enable: true, rollback: true } },
      release: { id: "v2.3.1" },
    });
    expect(profileText).toBeUndefined();
  });

  it.each([
    ["90s", 90],
    ["4m10s", 250],
    ["-1m30s", -90],
    ["500ms", 0.5],
    ["1.5s", 1.5],
    ["2h", 7200],
    ["1m500ms", 60.5],
  ])("can say %s", (text, seconds) => {
    expect(parseScenario(entry(`{ at: ${text}, rollout: COMPLETED }`)).scenario.timeline[0]?.at).toBe(seconds);
  });
});

describe("the kept JSON Schema", () => {
  it("is the one of the code; `npm run docs` writes it", () => {
    expect(schemaFile).toBe(scenarioJsonSchema());
  });

  it("accepts every shipped scenario and refuses an unknown key", () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(schemaFile));
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    for (const name of files) {
      expect(
        validate(load(readFileSync(new URL(name, folder), "utf8"))),
        `${name}: ${JSON.stringify(validate.errors)}`,
      ).toBe(true);
    }
    expect(files.length).toBeGreaterThan(10);
    expect(validate({ title: "t", timeline: [], expect: {}, servise: {} })).toBe(false);
  });
});
