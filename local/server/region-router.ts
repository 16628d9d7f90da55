import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Border } from "../iam/border.ts";
import { type Address, awsAddress, isQueryService } from "./address.ts";
import { type Listening, listeningOn } from "./listen.ts";
import { queryFault } from "./query-xml.ts";

export interface RouterOptions {
  readonly port: number;
  /** Where the simulated services of a Region listen; undefined while there are none. The account is told when there is a border. */
  readonly targetOf: (region: string, account?: string) => string | undefined;
  /** Who may ask for what; without one everybody may everything. */
  readonly border?: Border;
  /** Answers what is no AWS call. */
  readonly answer: (request: Request) => Promise<Response>;
}

/** One port for several Regions: every AWS call goes where its signature says. A Region without services refuses each in a sentence, in the call's protocol. */
export async function routeRegions({ port, ...ways }: RouterOptions): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    routed(incoming, ways).then(
      (response) => reply(outgoing, response),
      (error: unknown) => outgoing.writeHead(502).end(`${error instanceof Error ? error.message : String(error)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    ...listeningOn((server.address() as AddressInfo).port),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Ways = Omit<RouterOptions, "port">;

async function routed(incoming: IncomingMessage, { targetOf, border, answer }: Ways): Promise<Response> {
  const request = await requestOf(incoming);
  const body = new Uint8Array(await request.clone().arrayBuffer());
  const address = awsAddress(request.headers, body);
  if (address === undefined) return answer(request);
  const passage = border === undefined ? { body } : await border(address, request);
  if (passage instanceof Response) return passage;
  const target = targetOf(address.region, "account" in passage ? passage.account : undefined);
  if (target === undefined) return nothingThere(address, incoming.headers.host ?? "127.0.0.1");
  const kept = [...request.headers].filter(([name]) => !perHop.has(name));
  return fetch(new URL(incoming.url ?? "/", target), { method: request.method, headers: kept, body: passage.body });
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // The host stays: it is the endpoint of an unsigned call.
    if ((!perHop.has(name) || name === "host") && value !== undefined) headers.set(name, String(value));
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? new Uint8Array(Buffer.concat(chunks)) : null;
  return new Request(new URL(incoming.url ?? "/", "http://127.0.0.1"), { method, headers, body });
}

/** Headers that belong to one connection (RFC 9110, section 7.6.1), and the lengths that fetch finds itself. */
const perHop = new Set(["connection", "keep-alive", "host", "content-length", "transfer-encoding", "expect"]);

/** AWS has no such state of a Region, and so no such error: what is asked for may well be there after a deploy. */
function nothingThere({ service, region }: Address, host: string): Response {
  const code = "NothingDeployed";
  const message = `nothing is deployed in ${region} yet: POST http://${host}/regions/${region}/deploy`;
  if (isQueryService(service)) return queryFault(400, code, message);
  const body = JSON.stringify({ __type: code, message });
  return new Response(body, { status: 400, headers: { "content-type": "application/x-amz-json-1.1" } });
}

async function reply(outgoing: ServerResponse, response: Response): Promise<void> {
  // The machine's date beside simulated times would make SDKs correct their clocks.
  outgoing.sendDate = false;
  const kept = [...response.headers].filter(([name]) => !perHop.has(name) && name !== "content-encoding");
  outgoing.writeHead(response.status, Object.fromEntries(kept));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
