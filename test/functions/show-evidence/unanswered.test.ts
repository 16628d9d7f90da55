import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anchorOf } from "../../../shared/page/standing.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aDossier, inPlace } from "../../builders/a-release.ts";
import { region } from "../../builders/a-rollout.ts";
import { anId, aShower, otherRegion } from "./a-shower.ts";

let shower: Awaited<ReturnType<typeof aShower>>;
const there = inPlace(aDossier({ record: aRecord() }), { region: otherRegion }).record;
const [anchorHere, anchorThere] = [aRecord(), there].map((record) => ` id="${anchorOf({ record })}"`);

beforeEach(async () => {
  shower = await aShower(`${region},${otherRegion}`);
  await shower.store().open(aRecord());
  await shower.store().conclude(aRecord().key, aVerdict());
  await shower.store("other-evidence").open(there);
  await shower.store("other-evidence").conclude(there.key, aVerdict());
});
afterEach(() => vi.unstubAllEnvs());

describe("the page of two Regions", () => {
  it.each([
    ["its table's name", { service: "ssm", region: otherRegion, fault: "denied" }, "ssm:GetParameter"],
    ["its table", { service: "dynamodb", region: otherRegion, fault: "denied" }, "dynamodb:Query on other-evidence"],
  ] as const)("names a Region that denies %s, and does not call the release passed", async (_, fault, reason) => {
    shower.faults.push(fault);
    const { statusCode, body } = await shower.ask(`/v/${anId()}`);

    expect(statusCode).toBe(200);
    expect(body).toContain("<title>v2.3.1: inconclusive</title>");
    expect(body).toContain("no answer");
    expect(body).toContain(reason);
    expect(shower.logged()).toContain(`${otherRegion}: ${reason}`);
  });

  it("shows what others know when its own Region does not answer", async () => {
    shower.faults.push({ service: "dynamodb", region, fault: "denied" });
    const { statusCode, body } = await shower.ask(`/v/${anId()}`);

    expect(statusCode).toBe(200);
    expect(body).toContain(anchorThere);
    expect(body).not.toContain(anchorHere);
  });

  it("comes with 503 while no Region answers, and never as a release that is gone", async () => {
    shower.faults.push({ service: "dynamodb", fault: "denied" });
    const { statusCode, headers, body } = await shower.ask(`/v/${anId()}`);

    expect(statusCode).toBe(503);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body).toContain("<title>v2.3.1: inconclusive</title>");
  });

  it("has the rollouts of both", async () => {
    const { statusCode, body } = await shower.ask(`/v/${anId()}`);

    expect(statusCode).toBe(200);
    expect(body).toContain("<title>v2.3.1: passed</title>");
    for (const anchor of [anchorHere, anchorThere]) expect(body).toContain(anchor);
  });
});

describe("without the key", () => {
  it("every link, forged ones too, is answered by a sentence with 503, and the cause is logged", async () => {
    shower.faults.push({ service: "secretsmanager", fault: "denied" });
    const answer = await shower.ask(`/v/${anId()}`);

    expect(answer).toEqual(await shower.ask("/v/x"));
    expect(answer).toMatchObject({
      statusCode: 503,
      body: "The evidence cannot be read just now. Try again in a minute.\n",
    });
    expect(shower.logged()).toContain("secretsmanager:GetSecretValue on links was denied");
  });
});

describe("a rotation of the key", () => {
  const second = "another key of more than 32 characters";

  it("ends no link, and opens those of the new key at once", async () => {
    expect((await shower.ask(`/v/${anId()}`)).statusCode).toBe(200);
    shower.secrets.setSecret(region, "links", second);

    expect((await shower.ask(`/v/${anId({ key: second })}`)).statusCode).toBe(200);
    expect((await shower.ask(`/v/${anId()}`)).statusCode).toBe(200);
  });

  it("ends all links the second time", async () => {
    shower.secrets.setSecret(region, "links", second);
    shower.secrets.setSecret(region, "links", "a third key of more than 32 characters");

    expect((await shower.ask(`/v/${anId()}`)).statusCode).toBe(404);
    expect((await shower.ask(`/v/${anId({ key: second })}`)).statusCode).toBe(200);
  });
});
