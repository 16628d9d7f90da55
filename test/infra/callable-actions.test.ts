import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleFolder, bundleFunctions, functionFolders } from "../../infra/bundle.ts";
import { grantsOf, roleOf } from "./grants.ts";
import { aTemplate, root } from "./template.ts";

/** An IAM action as the adapters name it in every call. */
const action =
  /["'`]((?:cloudwatch|dynamodb|ecs|elasticloadbalancing|events|logs|secretsmanager|sns|ssm|states):[A-Z][A-Za-z]+)["'`]/g;

/** Calls of an adapter that a function holds without ever making them: the ECS reader is one object. */
const idle: Record<string, readonly string[]> = {
  // The store is one object; a gate reads, and keeps only decisions.
  "ask-gate": ["dynamodb:GetItem", "dynamodb:UpdateItem"],
  "open-validation": ["ecs:DescribeTasks", "ecs:ListTasks"],
  "check-task-health": ["ecs:DescribeTaskDefinition"],
};

/** What Lambda needs for every function: to write its log. */
const ofLambda = ["logs:CreateLogStream", "logs:PutLogEvents"];

function actionsIn(file: string): readonly string[] {
  return [...new Set([...readFileSync(file, "utf8").matchAll(action)].map(([, name = ""]) => name))].sort();
}

const prefixes: Readonly<Record<string, string>> = {
  "client-cloudwatch": "cloudwatch",
  "client-cloudwatch-logs": "logs",
  "client-ecs": "ecs",
  "client-elastic-load-balancing-v2": "elasticloadbalancing",
  "client-eventbridge": "events",
  "client-secrets-manager": "secretsmanager",
  "client-sfn": "states",
  "client-sns": "sns",
  "client-ssm": "ssm",
  "lib-dynamodb": "dynamodb",
};

/** The IAM actions of all commands that a file imports from the SDK. */
function commandsIn(file: string): readonly string[] {
  const imports = readFileSync(file, "utf8").matchAll(/import \{([^}]*)\} from "@aws-sdk\/([a-z0-9-]+)";/g);
  return [...imports].flatMap(([, names = "", client = ""]) =>
    [...names.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name]) => {
      const operation = client === "lib-dynamodb" && name !== "Query" ? `${name}Item` : name;
      return `${prefixes[client] ?? client}:${operation}`;
    }),
  );
}

describe("the AWS adapters", () => {
  const folder = join(root, "shared/aws");
  const files = readdirSync(folder).map((name) => join(folder, name));

  it("name the IAM action of every command that they send, and of no other", () => {
    const sent = files.flatMap(commandsIn);
    expect(sent.length).toBeGreaterThan(10);
    expect([...new Set(files.flatMap(actionsIn))].sort()).toEqual([...new Set(sent)].sort());
  });
});

describe("a function", () => {
  const template = aTemplate({ gateRegions: ["eu-west-1"] });
  const place = { root, out: mkdtempSync(join(tmpdir(), "validator-bundle-")) };
  bundleFunctions(place);

  it.each(functionFolders)("%s may do exactly what its code calls", (folder) => {
    const called = actionsIn(join(bundleFolder(folder, place), "index.mjs"));
    const granted = grantsOf(template, roleOf(folder)).map((grant) => grant.split(" ")[0] ?? "");
    const own = granted.filter((name) => !ofLambda.includes(name) && !/^(xray|sqs):/.test(name));
    expect(called.filter((name) => !idle[folder]?.includes(name))).toEqual([...new Set(own)].sort());
  });

  it.each(Object.entries(idle))("%s still holds the calls that are excepted for it", (folder, calls) => {
    const [found] = functionFolders.filter((each) => each === folder);
    if (found === undefined) throw new Error(`There is no function ${folder}.`);
    expect(actionsIn(join(bundleFolder(found, place), "index.mjs"))).toEqual(expect.arrayContaining([...calls]));
  });
});
