import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keptRuns } from "../../../cli/evidence/kept-runs.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { loadTable } from "../../../local/dynamodb/table-dump.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { type Listening, listen } from "../../../local/server/listen.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { simulatedSts } from "../../../local/sts/simulated-sts.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { evidenceTable } from "../../../shared/aws/evidence-table.ts";
import { registrations } from "../../../shared/aws/registrations.ts";
import { defaultPrefix } from "../../../shared/schema/defaults.ts";
import { tableParameter } from "../../../shared/schema/parameter-names.ts";
import { aCli } from "../a-cli.ts";
import { aScenarioFile } from "../a-scenario.ts";
import { calledHere } from "../called-here.ts";
import { run } from "../run.ts";

const { folder } = aCli();
const faults: FaultRule[] = [];
let listening: Listening;

/** A DynamoDB on loopback that holds the evidence of one good release, v2.3.1. */
beforeAll(async () => {
  await run(["simulate", aScenarioFile(folder)], aCli({ folder }));
  const ssm = simulatedSsm();
  ssm.setParameter("eu-west-1", tableParameter(defaultPrefix), "evidence");
  const servers = { dynamodb: embeddedDynamodb(), ssm: ssm.server, sts: simulatedSts("111122223333") };
  listening = await listen(
    embeddedNetwork({ servers, latencyMilliseconds: 0, faults: faultPlan(faults, { elapsedSeconds: () => 0 }) }),
  );
  const client = new DynamoDBClient({
    region: "eu-west-1",
    endpoint: listening.urls.aws,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  await createEvidenceTable(client, "evidence");
  const items = keptRuns(folder).flatMap((kept) => kept.items);
  await loadTable(
    client,
    "evidence",
    items.map((item) => ({ ...item, expiresAt: { N: "4102444800" } })),
  );
  client.destroy();
});
afterAll(() => listening.close());
beforeEach(() => {
  faults.length = 0;
});

function called(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return calledHere(words, { ...listening.environment, AWS_REGION: "eu-west-1", ...env });
}

describe("evidence in AWS", () => {
  it("exits with 77 and names action and resource when it may not be read", async () => {
    faults.push({ service: "dynamodb", operation: "Query", fault: "denied" });

    const { code, out, err } = await called(["evidence", "v2.3.1", "--table", "evidence"]);

    expect([code, out]).toEqual([77, ""]);
    expect(err).toMatch(/^dynamodb:Query on evidence was denied \(AccessDenied.*\n$/);
  });

  it.each([
    ["gate", "--release", "v2.3.1", "--service", "shop", "--after", "eu-west-1"],
    ["wait", "--release", "v2.3.1", "--service", "shop"],
    ["decide", "--release", "v2.3.1", "--service", "shop", "--as", "alert", "--reason", "x"],
    ["history", "--service", "shop"],
    ["evidence", "v2.3.1", "--regions", "eu-west-1"],
    ["evidence", "v2.3.1"],
  ])(
    "is asked of a table that is not there: %s exits with 2 and names it, its Region and the option",
    async (...words) => {
      const { code, out, err } = await called([...words, "--table", "evidance"]);

      expect(code).toBe(2);
      expect(`${out}${err}`.replace(/\s+/g, " ")).toMatch(/There is no table evidance .*check --table and --region/);
    },
  );

  it("exits with 77 without credentials", async () => {
    const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };

    const { code, err } = await called(["evidence", "v2.3.1", "--table", "evidence"], none);

    expect(code).toBe(77);
    expect(err).toMatch(/^No AWS credentials for dynamodb:Query on evidence: log in and name the profile .*\n$/);
  });

  it("asks for a Region when nobody names one", async () => {
    const { code, err } = await called(["evidence", "v2.3.1", "--table", "evidence"], { AWS_REGION: "" });

    expect([code, err]).toEqual([2, "No usable AWS Region: give --region or set AWS_REGION.\n"]);
  });

  it("says that there is no such table", async () => {
    const { code, err } = await called(["evidence", "v2.3.1", "--table", "evidenze"]);

    expect(code).toBe(2);
    expect(err).toMatch(
      /^There is no table evidenze in this account and Region \(dynamodb:Query found nothing\): .*\n$/,
    );
  });

  it("says that there is no such release", async () => {
    expect(await called(["evidence", "v9", "--table", "evidence"])).toEqual({
      code: 2,
      out: "",
      err: "There is no evidence of release v9 in the table evidence.\n",
    });
  });

  it.each([
    [["--table", "evidence"], {}],
    [[], { EVIDENCE_TABLE: "evidence" }],
    [["--region", "eu-west-1"], { ROLLOUT_VALIDATOR_TABLE: "evidence", AWS_REGION: "" }],
  ])("is read with %j and %j", async (words, env) => {
    const { code, out, err } = await called(["evidence", "v2.3.1", ...words], env);

    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^v2\.3\.1 {2}passed -> proceed/);
    expect(out).toContain("From the table evidence.");
  });
});

describe("register", () => {
  const serviceArn = "arn:aws:ecs:eu-west-1:111122223333:service/production/bf-manage-core";
  const good = {
    "--service-arn": serviceArn,
    "--task-definition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/bf-manage-core:7",
    "--release": "v2.3.1",
    "--commit": "8f14e45fceea167a5a36dedd4bea2543b6c1d0f7",
    "--table": "evidence",
  };
  const words = (over: Readonly<Record<string, string>> = {}) => [
    "register",
    ...Object.entries({ ...good, ...over }).flat(),
  ];

  const { "--table": _, ...rest } = good;
  const unnamed = (...more: readonly string[]) => ["register", ...Object.entries(rest).flat(), ...more];

  it("lists every value that cannot be right", async () => {
    const wrong = {
      "--service-arn": "bf-manage-core",
      "--task-definition": "bf:7",
      "--release": "a#b",
      "--commit": "8f14e45",
      "--digest": "sha256:8f14e45f",
      "--pipeline": "x",
    };
    const cli = aCli();

    expect(await run(words(wrong), cli)).toBe(2);

    expect(
      cli.stderr
        .text()
        .trim()
        .split("\n")
        .map((text) => text.split(":")[0]),
    ).toEqual(Object.keys(wrong));
  });

  it("says where it looked when no stack publishes a table", async () => {
    expect(await called(unnamed("--prefix", "/elsewhere"))).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        "No validator is deployed in eu-west-1: it has no parameter /elsewhere/evidence-table; name the table by --table",
      ),
    });
  });

  it("finds the table that the service's Region publishes", async () => {
    expect(await called(unnamed(), { AWS_REGION: "" })).toMatchObject({ code: 0, err: "" });
  });

  it("exits with 77 when it may not be written", async () => {
    faults.push({ service: "dynamodb", operation: "PutItem", fault: "denied" });

    expect(await called(words())).toMatchObject({
      code: 77,
      err: expect.stringMatching(/^dynamodb:PutItem on evidence was denied/),
    });
  });

  it("keeps the release where open-validation looks for it", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const more = { "--project": "42", "--pipeline": "1001", "--ref": "main", "--digest": `shop@${digest}` };
    const { code, out } = await called(words(more), { AWS_REGION: "" });
    const client = new DynamoDBClient({
      region: "eu-west-1",
      endpoint: listening.urls.aws,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    const clock = { now: () => "2026-11-21T09:00:00.000Z", sleep: async () => {} };
    const table = evidenceTable(DynamoDBDocumentClient.from(client), { table: "evidence", days: 1, clock });

    expect([code, out]).toEqual([
      0,
      `Registered: ${good["--task-definition"]} carries v2.3.1 (${good["--commit"]}).\n`,
    ]);
    expect(await registrations(table).find(serviceArn, good["--task-definition"])).toEqual({
      id: "v2.3.1",
      source: "registration",
      commit: good["--commit"],
      project: "42",
      pipelineId: "1001",
      ref: "main",
      digest,
    });
  });
});
