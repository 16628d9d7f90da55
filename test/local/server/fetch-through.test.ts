import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import type { ServedRequest } from "../../../local/server/embedded-server.ts";
import type { FaultKind } from "../../../local/server/faults.ts";
import { faultPlan } from "../../../local/server/faults.ts";
import { fetchThrough } from "../../../local/server/fetch-through.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";

let clock: VirtualClock;

beforeEach(() => {
  clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z") });
});
afterEach(() => clock.stop());

const url = "https://gitlab.example.com/api/v4/version";

function aGitlab(fault?: FaultKind) {
  const seen: string[] = [];
  const gitlab = async (request: ServedRequest): Promise<Response> => {
    seen.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`.trim());
    return request.url.endsWith("/moved")
      ? new Response(null, { status: 302, headers: { location: "https://elsewhere/" } })
      : Response.json({ version: "19.2" });
  };
  const rules = fault ? [{ service: "gitlab", operation: "GET", fault }] : [];
  const network = embeddedNetwork({
    servers: { gitlab },
    faults: faultPlan(rules, { elapsedSeconds: clock.elapsedSeconds }),
  });
  return { seen, network, fetch: fetchThrough(network, { "gitlab.example.com": "gitlab" }) };
}

async function done<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const settled = promise.finally(() => {
    over = true;
  });
  settled.catch(() => {});
  await clock.run(() => over, 600);
  return settled;
}

describe("fetch through the embedded network", () => {
  it("knows no other host", async () => {
    await expect(done(aGitlab().fetch("https://gitlab.com/"))).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ENOTFOUND" },
    });
  });

  it("fails on a reset with the socket's error as cause", async () => {
    await expect(done(aGitlab("reset").fetch(url))).rejects.toMatchObject({
      name: "TypeError",
      cause: { code: "ECONNRESET" },
    });
  });

  it("lets the server work when only the answer is lost", async () => {
    const { fetch, seen } = aGitlab("lost-answer");

    await expect(done(fetch(url))).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(seen).toEqual(["GET /api/v4/version"]);
  });

  it("ends with the signal's reason, at its time", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error("too late")), 30_000);

    await expect(done(aGitlab("timeout").fetch(url, { signal: abort.signal }))).rejects.toThrow("too late");
    expect(clock.elapsedSeconds()).toBe(30);
  });

  it("does not start with an aborted signal", async () => {
    const { fetch, network } = aGitlab();

    await expect(done(fetch(url, { signal: AbortSignal.abort(new Error("gone")) }))).rejects.toThrow("gone");
    expect(network.calls()).toEqual({});
  });

  it("refuses a redirect when told to", async () => {
    await expect(done(aGitlab().fetch("https://gitlab.example.com/moved", { redirect: "error" }))).rejects.toThrow(
      "fetch failed",
    );
  });

  it.each([
    { fault: "throttled", status: 429, text: "Retry later\n" },
    { fault: "unavailable", status: 503, text: expect.stringContaining("<h1>503") },
    { fault: "internal", status: 500, text: '{"message":"500 Internal Server Error"}' },
    { fault: "denied", status: 403, text: '{"message":"403 Forbidden"}' },
    { fault: "malformed", status: 200, text: expect.stringContaining("<html>") },
  ] as const)("answers $fault as GitLab and its proxy do", async ({ fault, status, text }) => {
    const response = await done(aGitlab(fault).fetch(url));

    expect({ status: response.status, text: await response.text() }).toEqual({ status, text });
  });

  it("carries method and body, and counts calls by method", async () => {
    const { fetch, seen, network } = aGitlab();

    await done(fetch(url, { method: "POST", body: "state=success" }));

    expect(seen).toEqual(["POST /api/v4/version state=success"]);
    expect(network.calls()).toEqual({ "gitlab:POST": 1 });
    expect(clock.elapsedSeconds()).toBe(0.015);
  });
});
