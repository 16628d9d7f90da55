import type { WebServer } from "../server/embedded-server.ts";

/** How an endpoint answers from a moment on. */
export interface EndpointAnswer {
  /** Seconds since the deploy. */
  readonly from: number;
  readonly status: number;
  /** Seconds from the request until its answer. */
  readonly takes: number;
}

/** What answers at one host, whatever the path. */
export interface Endpoint {
  readonly host: string;
  /** At least one, in any order; before the earliest it answers as that one says. */
  readonly answers: readonly EndpointAnswer[];
}

/** Load balancers before the services' tasks: each host answers as its list says. A host that is not listed has no address. */
export function simulatedEndpoints(endpoints: readonly Endpoint[], sinceDeploy: () => number): WebServer {
  return async (request) => {
    const { host } = new URL(request.url);
    const answers = endpoints.find((endpoint) => endpoint.host === host)?.answers ?? [];
    const sorted = answers.toSorted((one, other) => one.from - other.from);
    const now = sinceDeploy();
    const answer = sorted.findLast(({ from }) => from <= now) ?? sorted[0];
    if (answer === undefined) throw new Error(`No endpoint is simulated at ${host}.`);
    await new Promise((resolve) => setTimeout(resolve, answer.takes * 1000));
    return new Response(answer.status === 204 ? null : `${answer.status}\n`, { status: answer.status });
  };
}
