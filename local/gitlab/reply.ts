/** GitLab's answer as the API would send it, thrown by whoever finds the reason. */
export class GitlabError extends Error {
  override readonly name = "GitlabError";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`GitLab answers ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** `message` is a text, or an object of field -> texts. */
export function refusal(status: number, message: string | Readonly<Record<string, readonly string[]>>): GitlabError {
  return new GitlabError(status, { message });
}

/** The parameter check before any endpoint runs (Grape) answers in another form. */
export function unfit(error: string): GitlabError {
  return new GitlabError(400, { error });
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}
