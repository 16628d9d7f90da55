import type { Address } from "./address.ts";
import type { Answer, EmbeddedServer, ServedRequest } from "./embedded-server.ts";
import { faultAnswer } from "./fault-answers.ts";
import type { FaultPlan, FaultRule } from "./faults.ts";

export interface NetworkOptions {
  /** By IAM prefix (`ecs`, `logs`, `dynamodb`, `states`, `events`, `secretsmanager`, `ssm`, `sns`), `gitlab` or `page`. */
  readonly servers: Readonly<Record<string, EmbeddedServer>>;
  readonly faults?: FaultPlan;
  /** From a client to a server; default 15 ms, a usual round trip inside a Region. */
  readonly latencyMilliseconds?: number;
  /** The time of the services, which every answer tells in its `Date`; this program's unless told. */
  readonly now?: () => Date;
}

/** The way between clients and simulated services: latency, faults, and a count of every call. */
export interface Network {
  /** One request and its answer; `connected` is called when the connection stands. Rejects with ECONNRESET as a socket does. */
  exchange(address: Address, request: ServedRequest, connected?: () => void): Promise<Answer>;
  /** Calls so far by action (`ecs:DescribeServices`), the struck ones included. */
  calls(): Readonly<Record<string, number>>;
  /** Errors of the simulation itself, which a client sees only as a failed call: a run that has any proves nothing. */
  readonly defects: readonly Error[];
}

export function embeddedNetwork({
  servers,
  faults,
  latencyMilliseconds = 15,
  now = () => new Date(),
}: NetworkOptions): Network {
  const calls: Record<string, number> = {};
  const defects: Error[] = [];

  async function serve(address: Address, request: ServedRequest): Promise<Answer> {
    const server = servers[address.service];
    if (server === undefined)
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${address.service}`), { code: "ENOTFOUND" });
    try {
      return await server(request);
    } catch (cause) {
      const defect = new Error(`The simulated ${address.service}:${address.operation} failed.`, { cause });
      defects.push(defect);
      throw defect;
    }
  }

  return {
    defects,
    calls: () => ({ ...calls }),
    async exchange(address, request, connected = () => {}) {
      const action = `${address.service}:${address.operation}`;
      calls[action] = (calls[action] ?? 0) + 1;
      const rule = faults?.strike(address);
      if (rule?.fault === "unreachable") return never();
      await sleep(latencyMilliseconds);
      connected();
      const served = async (): Promise<Answer> => dated(await serve(address, request), now());
      return rule === undefined ? served() : dated(await troubled(rule, address, served), now());
    },
  };
}

async function troubled(
  { fault, slowSeconds = 1 }: FaultRule,
  address: Address,
  served: () => Promise<Answer>,
): Promise<Answer> {
  switch (fault) {
    case "timeout":
    case "unreachable":
      return never();
    case "reset":
      throw connectionReset();
    case "lost-answer":
      await served();
      throw connectionReset();
    case "slow": {
      const answer = await served();
      await sleep(slowSeconds * 1000);
      return answer;
    }
    default:
      return faultAnswer(fault, address);
  }
}

/** Answers of AWS and of GitLab tell when they were made; one that does so already is left as it is. */
function dated(answer: Answer, at: Date): Answer {
  if (answer.headers.get("date") === null) answer.headers.set("date", at.toUTCString());
  return answer;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function never(): Promise<never> {
  return new Promise(() => {});
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}
