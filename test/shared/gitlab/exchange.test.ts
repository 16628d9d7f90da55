import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, type HttpRequest } from "../../../shared/gitlab/exchange.ts";
import { asFetch, aToken } from "../../builders/gitlab-bench.ts";

const request: HttpRequest = {
  method: "GET",
  url: "https://gitlab.example.com/api/v4/x",
  token: aToken,
  timeoutMilliseconds: 30_000,
};

describe("one request to GitLab", () => {
  it("turns a connection that breaks into silence, with its reason", async () => {
    const broken = async () =>
      Promise.reject(
        new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) }),
      );

    expect(await exchange(broken, request)).toEqual({ silence: "fetch failed (ECONNREFUSED)" });
  });

  it("keeps the token out of an error that quotes the header", async () => {
    const quoting = async () =>
      Promise.reject(new TypeError(`Headers.append: "${aToken}" is an invalid header value.`));

    expect(await exchange(quoting, request)).toEqual({
      silence: 'Headers.append: "[token]" is an invalid header value.',
    });
  });

  it("keeps the token, and every other GitLab token, out of a body that repeats the request", async () => {
    const echo = asFetch(
      async ({ headers }) => new Response(`${headers.get("private-token")} glpat-AbCdEfGhIjKlMnOpQrSt`),
    );

    expect(await exchange(echo, request)).toMatchObject({ text: "[token] [token]" });
  });

  it("does not follow a redirect, so that the token stays with its host", async () => {
    const seen: Request[] = [];
    const elsewhere = asFetch(
      async () => new Response(null, { status: 302, headers: { location: "https://evil.example.com" } }),
      seen,
    );

    expect(await exchange(elsewhere, request)).toMatchObject({ status: 302 });
    expect(seen.map(({ redirect }) => redirect)).toEqual(["manual"]);
  });

  it("reads no more than a megabyte", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.enqueue(new Uint8Array(300_000).fill(120)),
    });
    const reply = await exchange(
      asFetch(async () => new Response(endless)),
      request,
    );

    expect("text" in reply && reply.text.length).toBe(1024 * 1024);
  });

  it("sends a body as JSON", async () => {
    const echo = asFetch(async (sent) =>
      Response.json({ type: sent.headers.get("content-type"), body: await sent.json() }),
    );

    expect(await exchange(echo, { ...request, method: "POST", body: { state: "success" } })).toMatchObject({
      text: JSON.stringify({ type: "application/json", body: { state: "success" } }),
    });
  });
});

describe("a GitLab that hangs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    { where: "before the answer", answer: async () => new Promise<Response>(() => {}) },
    { where: "within the body", answer: async () => new Response(new ReadableStream()) },
  ])("is given up after 30 s: $where", async ({ answer }) => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const hanging: typeof fetch = (_input, init) => {
      signals.push(init?.signal);
      return answer();
    };
    const reply = exchange(hanging, request);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);

    expect(await reply).toEqual({ silence: "no answer within 30 s" });
    expect(signals[0]?.aborted).toBe(true);
  });

  it("leaves no timer behind after an answer", async () => {
    await exchange(
      asFetch(async () => new Response("ok")),
      request,
    );

    expect(vi.getTimerCount()).toBe(0);
  });
});
