import type { VirtualClock } from "../clock/virtual-clock.ts";
import { functionUrl } from "../lambda/function-url.ts";
import { createLambda } from "../lambda/lambda.ts";
import { type Captured, localPlatform } from "../platform.ts";
import type { Service } from "../scenario/schema/service.ts";
import type { EmbeddedServer, WebServer } from "../server/embedded-server.ts";
import { fetchThrough } from "../server/fetch-through.ts";
import { embeddedNetwork } from "../server/network.ts";
import { embeddedTransport } from "../server/transport.ts";
import type { Handlers } from "./handlers.ts";
import { pageUrl } from "./names.ts";

export interface PageOptions {
  readonly handlers: Handlers;
  /** What the function may call; may still grow. */
  readonly servers: Readonly<Record<string, EmbeddedServer>>;
  readonly time: VirtualClock;
  readonly service: Pick<Service, "region" | "account">;
  readonly captured: Captured;
}

/** The evidence page behind its function URL, by the shipped function on a way of its own: no fault, no latency, no count. */
export interface Page {
  readonly server: EmbeddedServer;
  /** Follows a link as a browser does; rejects where the host is not the page's. */
  readonly visit: typeof fetch;
}

export function hostPage({ handlers, servers, time, service, captured }: PageOptions): Page {
  const { region, account } = service;
  const network = embeddedNetwork({ servers, latencyMilliseconds: 0 });
  const platform = localPlatform({
    clock: time.clock,
    transport: embeddedTransport(network),
    fetch: fetchThrough(network, {}),
    captured,
  });
  let started: WebServer | undefined;
  const start = (): WebServer => {
    const { "show-evidence": shower } = handlers(platform);
    const functions = shower === undefined ? {} : { "show-evidence": shower };
    return functionUrl(createLambda({ region, account, functions }), "show-evidence");
  };
  const server: WebServer = (request) => {
    started ??= start();
    return started(request);
  };
  const { host } = new URL(pageUrl(region));
  return {
    server,
    visit: fetchThrough(embeddedNetwork({ servers: { page: server }, latencyMilliseconds: 0 }), { [host]: "page" }),
  };
}
