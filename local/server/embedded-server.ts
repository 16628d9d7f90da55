/** What a simulated service reads of a request; a web `Request` is one. */
export interface ServedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ServedHeaders;
  text(): Promise<string>;
  clone(): ServedRequest;
}

/** What it answers; a web `Response` is one. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  clone(): Answer;
}

/** Iterates over lower-case names and values. */
export interface ServedHeaders extends Iterable<[string, string]> {
  get(name: string): string | null;
}

export interface AnswerHeaders extends ServedHeaders {
  set(name: string, value: string): void;
}

/** The one shape of every simulated service: AWS services and GitLab. It rejects only when the simulation itself is wrong. */
export type EmbeddedServer = (request: ServedRequest) => Promise<Answer>;

/** One whose answers a client of `fetch` sees. */
export type WebServer = (request: ServedRequest) => Promise<Response>;
