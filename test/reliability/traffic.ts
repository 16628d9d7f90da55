import { awsAddress } from "../../local/server/address.ts";
import type { Answer, EmbeddedServer } from "../../local/server/embedded-server.ts";

/** What was asked of one action. */
interface ActionTraffic {
  readonly calls: number;
  /** Calls answered with a throttling error. */
  readonly throttled: number;
  /** Most calls in one second, refused ones included. */
  readonly busiestSecond: number;
}

/** By `<service>:<operation>`. */
export type Traffic = Readonly<Record<string, ActionTraffic>>;

/** Counts what reaches servers, second by second of the simulation. */
export function traffic() {
  const actions = new Map<string, { calls: number; throttled: number; readonly seconds: Map<number, number> }>();
  return {
    watch(service: string, server: EmbeddedServer): EmbeddedServer {
      return async (request) => {
        const body = await request.clone().text();
        const name = `${service}:${awsAddress(request.headers, body)?.operation ?? request.method}`;
        const action = actions.get(name) ?? { calls: 0, throttled: 0, seconds: new Map() };
        actions.set(name, action);
        const second = Math.floor(Date.now() / 1000);
        action.calls += 1;
        action.seconds.set(second, (action.seconds.get(second) ?? 0) + 1);
        const response = await server(request);
        if (response.status >= 400 && (await isThrottled(response.clone()))) action.throttled += 1;
        return response;
      };
    },
    traffic: (): Traffic =>
      Object.fromEntries(
        [...actions]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, { calls, throttled, seconds }]) => [
            name,
            { calls, throttled, busiestSecond: Math.max(...seconds.values()) },
          ]),
      ),
  };
}

async function isThrottled(response: Answer): Promise<boolean> {
  if (response.status === 429) return true;
  return /ThrottlingException|LimitExceededException|TooManyRequests/.test(await response.text());
}
