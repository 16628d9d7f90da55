import type { WebServer } from "../../local/server/embedded-server.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { StatusRecords } from "../../shared/ports/statuses.ts";
import type { JumpingClock } from "./gitlab-bench.ts";

/** What may happen to one request. `lost` is done but not answered, `late` is done that many seconds after the client gave up. */
export const troubles = [
  "none",
  "lost",
  "late 2",
  "late 20",
  "late 59",
  "reset",
  "error 500",
  "gateway 502",
  "busy 409",
  "lock 400",
  "throttled",
  "throttled long",
] as const;
export type Trouble = (typeof troubles)[number];

export interface TroubledGitlab {
  readonly fetch: typeof fetch;
  /** Troubles of the next posts and of the next lookups, in order; later ones have none. */
  expect(next: { readonly posts: readonly Trouble[]; readonly looks: readonly Trouble[] }): void;
  /** Descriptions of the statuses that GitLab accepted, in the order in which it did. */
  readonly written: readonly string[];
  /** Posts that arrived after the client had given up. */
  lateArrivals(): number;
  /** Lets everything arrive that is still on its way and due. */
  settle(): Promise<void>;
}

const answers: Readonly<Record<string, () => Response>> = {
  "error 500": () => new Response("<html>500</html>", { status: 500 }),
  "gateway 502": () => new Response("<html>502</html>", { status: 502 }),
  "busy 409": () => Response.json({ message: "409 Conflict: Resource lock" }, { status: 409 }),
  "lock 400": () => Response.json({ message: "Failed to obtain a lock" }, { status: 400 }),
  throttled: () => new Response("Retry later\n", { status: 429, headers: { "retry-after": "2" } }),
  "throttled long": () => new Response("Retry later\n", { status: 429, headers: { "retry-after": "90" } }),
};

/** A connection to GitLab that goes wrong as told. */
export function troubledGitlab(server: WebServer, clock: JumpingClock): TroubledGitlab {
  const written: string[] = [];
  const onTheWay: { readonly request: Request; readonly due: number }[] = [];
  const queues: { GET: Trouble[]; POST: Trouble[] } = { GET: [], POST: [] };
  let late = 0;

  async function serve(request: Request): Promise<Response> {
    const copy = request.clone();
    const response = await server(request);
    if (response.status === 201) written.push(((await copy.json()) as { description: string }).description);
    return response;
  }

  async function settle(): Promise<void> {
    const now = milliseconds(clock.now());
    for (const each of onTheWay.filter(({ due }) => due <= now)) {
      onTheWay.splice(onTheWay.indexOf(each), 1);
      if ((await serve(each.request)).status === 201) late += 1;
    }
  }

  return {
    written,
    settle,
    lateArrivals: () => late,
    expect: ({ posts, looks }) => void Object.assign(queues, { GET: [...looks], POST: [...posts] }),
    async fetch(input, init) {
      await settle();
      const request = new Request(input, init);
      const trouble = queues[request.method === "POST" ? "POST" : "GET"].shift() ?? "none";
      const answer = answers[trouble];
      if (answer !== undefined) return answer();
      if (trouble === "none") return serve(request);
      if (trouble === "lost") await serve(request);
      const seconds = Number(trouble.split("late ")[1]);
      if (seconds > 0) onTheWay.push({ request, due: milliseconds(clock.now()) + 1000 * seconds });
      throw new TypeError("fetch failed", { cause: new Error("other side closed") });
    },
  };
}

export interface CrashingRecords {
  readonly records: StatusRecords;
  /** The process dies at that save (0 = the next one): neither it nor anything after it happens. */
  crashAt(save: number | undefined): void;
}

/** Records in front of which the process can die. */
export function crashingRecords(records: StatusRecords): CrashingRecords {
  let left: number | undefined;
  const alive = (): void => {
    if (left !== undefined && left < 0) throw new Error("The process is dead.");
  };
  return {
    crashAt(save) {
      left = save;
    },
    records: {
      load: async (key) => records.load(key),
      async save(key, record, previous) {
        if (left !== undefined) left -= 1;
        alive();
        return records.save(key, record, previous);
      },
      lock: async (group, owner, seconds) => records.lock(group, owner, seconds),
      async unlock(group, owner) {
        alive();
        return records.unlock(group, owner);
      },
    },
  };
}
