import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { anId, aShower, linkKeyText } from "./a-shower.ts";

let shower: Awaited<ReturnType<typeof aShower>>;

beforeAll(async () => {
  shower = await aShower();
  const store = shower.store();
  await store.open(aRecord());
  await store.saveFindings(aRecord().key, [aFinding({ reason: "<script>alert(1)</script>" })]);
  await store.conclude(aRecord().key, aVerdict());
});
afterAll(() => vi.unstubAllEnvs());

describe("a link that opens nothing", () => {
  const bad: readonly (readonly [string, () => string])[] = [
    ["forged", () => `/v/${anId().replace("v2.3.1", "v2.3.2")}`],
    ["expired", () => `/v/${anId({ expiresAt: at(299) })}`],
    ["of another key", () => `/v/${anId({ key: "another key of more than 32 characters" })}`],
    ["of another table", () => `/v/${anId({ audience: "other" })}`],
    ["malformed", () => "/v/x"],
    ["badly encoded", () => "/v/%E0%A4%A"],
    ["of another path", () => `/w/${anId()}`],
    ["the root", () => "/"],
  ];

  it.each(bad)("is answered by the same 404 without detail, and without a look into the table: %s", async (_, path) => {
    const before = shower.calls()["dynamodb:Query"];
    const answer = await shower.ask(path());

    expect(answer).toEqual(await shower.ask("/favicon.ico"));
    expect(answer).toMatchObject({ statusCode: 404, body: "Not found.\n", isBase64Encoded: false });
    expect(shower.calls()["dynamodb:Query"]).toBe(before);
  });

  it("looks like one to a release that is not known (any more)", async () => {
    expect(await shower.ask(`/v/${anId({ releaseId: "v9.9.9" })}`)).toEqual(await shower.ask("/v/x"));
  });

  it("is also one that is posted to", async () => {
    expect(await shower.ask(`/v/${anId()}`, { method: "POST" })).toEqual(await shower.ask("/v/x"));
  });
});

describe("a link that opens a release", () => {
  it("shows its page, which the browser may neither run, frame, leak nor keep", async () => {
    const { statusCode, headers, body } = await shower.ask(`/v/${anId()}`);

    expect(statusCode).toBe(200);
    expect(shower.calls()["dynamodb:Query"]).toBeGreaterThan(0);
    expect(body).toContain("<title>v2.3.1: passed</title>");
    expect(body).not.toContain("<script>");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
      ),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "private, no-cache",
    });
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/);
  });

  it("also when a client has percent-encoded it, and until the second of its expiry", async () => {
    expect((await shower.ask(`/v/${encodeURIComponent(anId({ expiresAt: at(301) }))}`)).statusCode).toBe(200);
  });

  it("answers HEAD without a body", async () => {
    expect(await shower.ask(`/v/${anId()}`, { method: "HEAD" })).toMatchObject({ statusCode: 200, body: "" });
  });

  it("reads one Region's table and no parameter where the stage names no other Region", () => {
    expect(shower.calls()["ssm:GetParameter"]).toBeUndefined();
  });
});

it("neither the key nor a link is ever logged", () => {
  expect(shower.logged()).not.toContain(linkKeyText);
  expect(shower.logged()).not.toContain(anId());
});
