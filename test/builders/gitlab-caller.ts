import type { WebServer } from "../../local/server/embedded-server.ts";
import { aCommit } from "./a-status-intent.ts";
import { aToken } from "./gitlab-bench.ts";

interface Answered {
  readonly status: number;
  /** Parsed JSON, or the text of what is none. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface GitlabCaller {
  /** `POST /projects/77/statuses/<sha>`. */
  post(fields: Readonly<Record<string, unknown>>, sha?: string): Promise<Answered>;
  /** A path under `/api/v4/projects/77`. */
  get(path: string): Promise<Answered>;
}

/** Calls a simulated GitLab over its HTTP interface, as the given token's bot. */
export function aGitlabCaller(server: WebServer, token = aToken): GitlabCaller {
  const base = "https://gitlab.example.com/api/v4/projects/77";
  const headers = { "PRIVATE-TOKEN": token, "content-type": "application/json" };
  return {
    post: async (fields, sha = aCommit) =>
      answered(
        await server(new Request(`${base}/statuses/${sha}`, { method: "POST", headers, body: JSON.stringify(fields) })),
      ),
    get: async (path) => answered(await server(new Request(`${base}${path}`, { headers }))),
  };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
