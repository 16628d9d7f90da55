import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { captured, localPlatform } from "../../../local/platform.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { embeddedNetwork, type Network } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { regionEvidence } from "../../../shared/aws/region-evidence.ts";
import { systemClock } from "../../../shared/platform.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

const env = { EVIDENCE_TABLE: "home-table", EVIDENCE_DAYS: 30, PROFILE_PREFIX: "/validator" };
const [home, other] = ["ap-southeast-2", "eu-west-1"];

let network: Network;
let faults: FaultRule[];

beforeEach(async () => {
  vi.stubEnv("AWS_REGION", home);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "simulated");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "simulated");
  faults = [];
  const ssm = simulatedSsm();
  ssm.setParameter(other, "/validator/evidence-table", "other-table");
  const servers = { dynamodb: embeddedDynamodb(), ssm: ssm.server };
  for (const name of ["home-table", "other-table"])
    await createEvidenceTable(new DynamoDBClient(embeddedClient(servers)), name);
  network = embeddedNetwork({
    servers,
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: () => 0 }),
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function evidence() {
  return regionEvidence(
    env,
    localPlatform({ clock: systemClock, transport: embeddedTransport(network), fetch, captured: captured() }),
  );
}

describe("the evidence of a Region", () => {
  it("is not found where no stack publishes a table", async () => {
    await expect(evidence()({ kind: "region", region: "us-east-1" })).rejects.toMatchObject({
      name: "NotFound",
      message: "No validator is deployed in us-east-1: it has no parameter /validator/evidence-table",
    });
  });

  it("of its own lies in the function's table, and asks no parameter", async () => {
    const { evidence: store } = await evidence()({ kind: "region", region: home });

    expect(await store.dossier("v2.3.1")).toBeUndefined();
    expect(network.calls()["ssm:GetParameter"]).toBeUndefined();
  });

  it("of another lies in the table that its stack publishes, which is looked up once", async () => {
    const of = evidence();
    await of({ kind: "region", region: other });
    const { history } = await of({ kind: "service", region: other });

    expect(await history.services()).toEqual([]);
    expect(network.calls()["ssm:GetParameter"]).toBe(1);
  });

  it("is asked for again after a failure", async () => {
    const of = evidence();
    faults.push({ service: "ssm", fault: "denied" });
    await expect(of({ kind: "region", region: other })).rejects.toMatchObject({ name: "AccessDenied" });
    faults.pop();

    await expect(of({ kind: "region", region: other })).resolves.toBeDefined();
  });
});
