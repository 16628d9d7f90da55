import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Address, awsAddress } from "./address.ts";
import type { Answer } from "./embedded-server.ts";
import type { Network } from "./network.ts";

/** Where people and foreign clients find the simulated services. */
export interface Listening {
  readonly urls: { readonly aws: string; readonly gitlab: string };
  /** For the AWS CLI and SDKs: endpoints, and keys that any signature check but AWS's accepts. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** As DynamoDB's and far above any service's real limit. */
const largestBody = 16 * 1024 * 1024;

const gitlabPrefix = "/gitlab";
const pagePrefix = "/v/";
const endpoints = [
  "ECS",
  "CLOUDWATCH",
  "CLOUDWATCH_LOGS",
  "DYNAMODB",
  "SFN",
  "EVENTBRIDGE",
  "SECRETS_MANAGER",
  "SSM",
  "SNS",
  "STS",
];

/** Serves the network's services on one loopback port: AWS by `X-Amz-Target` or the form of a query, GitLab under `/gitlab`, the evidence page under `/v`. */
export async function listen(network: Network, port = 0): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    serve(network, incoming, outgoing).catch((error: unknown) => refuse(outgoing, error));
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

/** What to tell whoever wants to look in at this loopback port. */
export function listeningOn(port: number): Omit<Listening, "close"> {
  const aws = `http://127.0.0.1:${port}`;
  return {
    urls: { aws, gitlab: `${aws}${gitlabPrefix}` },
    environment: {
      ...Object.fromEntries(endpoints.map((name) => [`AWS_ENDPOINT_URL_${name}`, aws])),
      AWS_ACCESS_KEY_ID: "simulated",
      AWS_SECRET_ACCESS_KEY: "simulated",
    },
  };
}

async function serve(network: Network, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await bodyOf(incoming);
  if (body === undefined) return reply(outgoing, new Response("The body is larger than 16 MB.\n", { status: 413 }));
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const toGitlab = url.pathname.startsWith(`${gitlabPrefix}/`);
  if (toGitlab) url.pathname = url.pathname.slice(gitlabPrefix.length);
  const request = webRequest(incoming, url, body);
  const address = toGitlab
    ? { service: "gitlab", operation: request.method, region: "" }
    : (awsAddress(request.headers, body) ?? pageAddress(request));
  if (address === undefined)
    return reply(
      outgoing,
      new Response("No simulated service here: send X-Amz-Target or a signed query, or use /gitlab or /v.\n", {
        status: 404,
      }),
    );
  await reply(outgoing, await network.exchange(address, request));
}

/** The evidence page, which a browser asks for without any AWS header. */
function pageAddress({ method, url }: Request): Address | undefined {
  return new URL(url).pathname.startsWith(pagePrefix) ? { service: "page", operation: method, region: "" } : undefined;
}

function webRequest(incoming: IncomingMessage, url: URL, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, body: hasBody ? body : null });
}

/** Undefined when it is too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
}

async function reply(outgoing: ServerResponse, response: Answer): Promise<void> {
  // The machine's date beside simulated times would make SDKs correct their clocks.
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function refuse(outgoing: ServerResponse, error: unknown): void {
  const isReset = error instanceof Error && "code" in error && error.code === "ECONNRESET";
  if (isReset || outgoing.headersSent) return void outgoing.destroy();
  outgoing
    .writeHead(500, { "content-type": "text/plain" })
    .end(`${error instanceof Error ? error.message : String(error)}\n`);
}
