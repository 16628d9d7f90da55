import { afterEach, describe, expect, it } from "vitest";
import { type Endpoint, simulatedEndpoints } from "../../../local/endpoints/simulated-endpoints.ts";
import type { FaultKind } from "../../../local/server/faults.ts";
import { fetchThrough } from "../../../local/server/fetch-through.ts";
import { httpEndpoints } from "../../../shared/endpoints/http-endpoints.ts";
import { inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const host = "manage.example.com";
const address = `https://${host}/health`;
const well = { from: 0, status: 200, takes: 0.04 };
let world: VirtualWorld | undefined;

afterEach(() => world?.stop());

interface Given {
  readonly endpoints?: readonly Endpoint[];
  /** Seconds from the world's start until the deploy. */
  readonly lead?: number;
  readonly fault?: FaultKind;
}

/** Probes of a world with these load balancers, as the validator sends them. */
function aWorld({ endpoints = [{ host, answers: [well] }], lead = 0, fault }: Given = {}) {
  const server = simulatedEndpoints(endpoints, () => opened.clock.elapsedSeconds() - lead);
  const rules = fault === undefined ? [] : [{ service: "endpoints", operation: "GET", fault }];
  const opened = inVirtualTime({ endpoints: server }, rules);
  world = opened;
  const hosts = Object.fromEntries(endpoints.map((endpoint) => [endpoint.host, "endpoints"]));
  const { probe } = httpEndpoints(fetchThrough(opened.network, hosts), opened.clock.clock);
  return {
    wait: opened.wait,
    probe: (url = address, timeoutMilliseconds = 2000) => opened.done(probe(url, timeoutMilliseconds)),
  };
}

describe("a simulated endpoint gives no answer", () => {
  it("at a host that nothing is said of", async () => {
    expect(await aWorld().probe("https://elsewhere.example.com/")).toMatchObject({ error: "ENOTFOUND" });
  });

  it("at another port of its host", async () => {
    expect(await aWorld().probe(`https://${host}:8443/`)).toMatchObject({ error: "ENOTFOUND" });
  });

  it("in time when it takes longer than the validator waits", async () => {
    const endpoints = [{ host, answers: [{ ...well, takes: 30 }] }];

    expect(await aWorld({ endpoints }).probe()).toMatchObject({ error: "timeout", milliseconds: 2000 });
  });

  it("while the way to it is broken", async () => {
    expect(await aWorld({ fault: "reset" }).probe()).toMatchObject({ error: "ECONNRESET" });
  });

  it("with words that nobody asked for: a server without this host says so", async () => {
    const server = simulatedEndpoints([], () => 0);

    await expect(server(new Request(address))).rejects.toThrow(`No endpoint is simulated at ${host}.`);
  });
});

describe("a simulated endpoint answers", () => {
  const answers = [
    { from: 52, status: 204, takes: 0.04 },
    { from: 40, status: 503, takes: 1 },
    { from: 10, status: 200, takes: 0.04 },
  ];

  it.each([
    ["as its earliest answer says, before that one's time", 0, 200, 40],
    ["in time, whatever the order of its answers", 39, 200, 40],
    ["otherwise from the very second on", 40, 503, 1000],
    ["as it last did, for ever", 3000, 204, 40],
  ])("%s", async (_, second, status, milliseconds) => {
    const { wait, probe } = aWorld({ endpoints: [{ host, answers }] });
    if (second > 0) await wait(second);

    expect(await probe()).toMatchObject({ status, milliseconds });
  });

  it("by the time since the deploy, not since the world began", async () => {
    const { wait, probe } = aWorld({ endpoints: [{ host, answers }], lead: 100 });
    await wait(130);

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it("on every path, and each host for itself", async () => {
    const endpoints = [
      { host, answers: [well] },
      { host: "pay.example.com:8443", answers: [{ ...well, status: 500 }] },
    ];
    const { probe } = aWorld({ endpoints });

    expect(await probe(`http://${host}/`)).toMatchObject({ status: 200 });
    expect(await probe(`https://${host}:443/deep/path`)).toMatchObject({ status: 200 });
    expect(await probe("https://pay.example.com:8443/")).toMatchObject({ status: 500 });
  });
});
