import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { httpEndpoints } from "../../../shared/endpoints/http-endpoints.ts";
import { anAddress } from "../../builders/a-probe.ts";
import { start } from "../../builders/a-rollout.ts";
import { asFetch } from "../../builders/gitlab-bench.ts";

const standing = { now: () => start };

function probe(send: typeof fetch) {
  return httpEndpoints(send, standing).probe(anAddress, 2000);
}

function failing(error: unknown): typeof fetch {
  return () => Promise.reject(error);
}

function withCode(code: unknown, message = "connect to 10.0.0.7:443"): Error {
  return Object.assign(new Error(message), { code });
}

describe("an address that gives no answer", () => {
  it.each(["ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "CERT_HAS_EXPIRED", "UND_ERR_SOCKET"])(
    "is told by the code %s of the failure's cause, and by nothing else of it",
    async (code) => {
      const error = new TypeError("fetch failed", { cause: withCode(code, "token=hunter2") });

      expect(await probe(failing(error))).toEqual({ at: start, url: anAddress, error: code, milliseconds: 0 });
    },
  );

  it("is told by the code of an error that has no cause", async () => {
    expect(await probe(failing(withCode("EPIPE")))).toMatchObject({ error: "EPIPE" });
  });

  it.each([
    ["an error's text", new Error("<script>alert(1)</script>")],
    ["a cause without a code", new TypeError("fetch failed", { cause: new Error("secret") })],
    ["a cause that is no error", new TypeError("fetch failed", { cause: "ECONNREFUSED" })],
    ["a code that is a text", withCode("<b>ECONNREFUSED</b>")],
    ["a code with a second line", withCode("ECONNREFUSED\nGET /")],
    ["a code that is too long", withCode("E".repeat(65))],
    ["a code that is a number", withCode(111)],
    ["a code that is a symbol", withCode(Symbol("ECONNREFUSED"))],
    ["what is no error", "ECONNREFUSED"],
    ["nothing", undefined],
  ])("tells nothing of %s", async (_, error) => {
    expect(await probe(failing(error))).toEqual({ at: start, url: anAddress, error: "no answer", milliseconds: 0 });
  });

  it("is told as well when the request cannot even be made", async () => {
    const throwing: typeof fetch = () => {
      throw new TypeError("Invalid URL");
    };

    expect(await probe(throwing)).toMatchObject({ error: "no answer" });
  });
});

describe("an address that hangs", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date(start) }));
  afterEach(() => void vi.useRealTimers());

  const ticking = { now: () => new Date().toISOString() };

  it.each([
    ["and does not hear that it is given up", () => new Promise<Response>(() => {})],
    [
      "and breaks when it is given up",
      (_: unknown, init?: RequestInit) =>
        new Promise<Response>((__, reject) => {
          init?.signal?.addEventListener("abort", () => reject(new Error("This operation was aborted")));
        }),
    ],
  ])("is given up at its time: %s", async (_, send) => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const probed = httpEndpoints((input, init) => {
      signals.push(init?.signal);
      return send(input, init);
    }, ticking).probe(anAddress, 2000);
    await vi.advanceTimersByTimeAsync(1999);
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);

    expect(await probed).toEqual({ at: start, url: anAddress, error: "timeout", milliseconds: 2000 });
    expect(signals[0]?.aborted).toBe(true);
  });

  it("within its body has answered, as its headers have come", async () => {
    const probed = httpEndpoints(async () => new Response(new ReadableStream()), ticking).probe(anAddress, 2000);

    expect(await probed).toMatchObject({ status: 200, milliseconds: 0 });
  });

  it("while its body is given up has answered", async () => {
    const body = new ReadableStream({ cancel: () => new Promise(() => {}) });
    const probed = httpEndpoints(async () => new Response(body), ticking).probe(anAddress, 2000);
    await vi.advanceTimersByTimeAsync(2000);

    expect(await probed).toMatchObject({ status: 200, milliseconds: 0 });
  });

  it("leaves no timer behind after an answer, and none after a failure", async () => {
    await httpEndpoints(async () => new Response("ok"), ticking).probe(anAddress, 2000);
    await httpEndpoints(failing(new Error("no")), ticking).probe(anAddress, 2000);

    expect(vi.getTimerCount()).toBe(0);
  });

  it("is told with the time from sending to the answer's headers", async () => {
    const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(new Response("ok")), 1500));
    const probed = httpEndpoints(slow, ticking).probe(anAddress, 2000);
    await vi.advanceTimersByTimeAsync(1500);

    expect(await probed).toEqual({ at: start, url: anAddress, status: 200, milliseconds: 1500 });
  });
});

describe("an answer", () => {
  it("is one GET that tells who asks, and carries nothing else", async () => {
    const seen: Request[] = [];
    await probe(asFetch(async () => new Response("ok"), seen));

    expect(seen.map(({ method, url, redirect }) => ({ method, url, redirect }))).toEqual([
      { method: "GET", url: anAddress, redirect: "manual" },
    ]);
    expect([...(seen[0]?.headers ?? [])]).toEqual([["user-agent", "ecs-rollout-validator"]]);
  });

  it.each([200, 204, 404, 503])("of status %i is kept with its status", async (status) => {
    expect(await probe(async () => new Response(null, { status }))).toEqual({
      at: start,
      url: anAddress,
      status,
      milliseconds: 0,
    });
  });

  it("has a body that is not read: it is given up", async () => {
    const reasons: unknown[] = [];
    const body = new ReadableStream({ cancel: (reason) => void reasons.push(reason) });
    await probe(async () => new Response(body));

    expect(reasons).toHaveLength(1);
  });

  it("counts although its body breaks", async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(withCode("ECONNRESET")) });

    expect(await probe(async () => new Response(body, { status: 200 }))).toMatchObject({ status: 200 });
  });
});

describe("over a real socket", () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });

  async function aServer(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const real = httpEndpoints(fetch, { now: () => new Date().toISOString() });

  it("a port that fetch refuses to ask is told, as nobody could find that out", async () => {
    expect((await real.probe("http://shop.example.com:6000/", 4000)).error).toBe("a port that is never asked");
  });

  it("a closed port is a refused connection", async () => {
    const url = await aServer(() => {});
    await closers.pop()?.();

    expect(await real.probe(url, 4000)).toMatchObject({ error: "ECONNREFUSED" });
  });

  it("an address that hangs up in the middle has not answered", async () => {
    const url = await aServer(({ socket }) => socket.destroy());

    expect(await real.probe(url, 4000)).toMatchObject({ error: "UND_ERR_SOCKET" });
  });

  it("an address that speaks another language has not answered, and is not quoted", async () => {
    const url = await aServer(({ socket }) => socket.end("220 mail.example.com ESMTP secret\r\n"));

    expect((await real.probe(url, 4000)).error).toBe("no answer");
  });

  it("an answer that never comes is given up, and the connection with it", async () => {
    let isClosed: Promise<unknown> = Promise.resolve();
    const url = await aServer(({ socket }) => {
      isClosed = new Promise((resolve) => socket.once("close", resolve));
    });

    expect(await real.probe(url, 200)).toMatchObject({ error: "timeout" });
    await isClosed;
  });

  it("a redirect is an answer that is not followed", async () => {
    const paths: (string | undefined)[] = [];
    const url = await aServer(({ url: path }, reply) => {
      paths.push(path);
      reply.writeHead(302, { location: "/login" }).end();
    });

    expect(await real.probe(`${url}/health`, 4000)).toMatchObject({ status: 302 });
    expect(paths).toEqual(["/health"]);
  });

  it("an endless body is cut off", async () => {
    let isClosed: Promise<unknown> = Promise.resolve();
    const url = await aServer((_, reply) => {
      isClosed = new Promise((resolve) => reply.once("close", resolve));
      reply.writeHead(503);
      reply.write("x".repeat(100_000));
    });

    expect(await real.probe(url, 4000)).toMatchObject({ status: 503 });
    await isClosed;
  });
});
