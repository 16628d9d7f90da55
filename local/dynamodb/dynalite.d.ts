declare module "dynalite" {
  import type { EventEmitter } from "node:events";

  interface DynaliteOptions {
    /** Milliseconds in which a table is CREATING, UPDATING, DELETING. */
    readonly createTableMs?: number;
    readonly updateTableMs?: number;
    readonly deleteTableMs?: number;
  }
  /** What its listener reads of a request, beside the events `data` and `end`. */
  interface DynaliteRequest extends EventEmitter {
    readonly method: string;
    readonly url: string;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
  }
  /** What its listener makes of an answer. */
  interface DynaliteResponse {
    statusCode: number;
    setHeader(name: string, value: string | number): void;
    end(body?: string): void;
  }
  /** A server over an in-memory store; it need not listen. */
  interface DynaliteServer {
    listeners(event: "request"): readonly ((request: DynaliteRequest, response: DynaliteResponse) => void)[];
  }

  export type { DynaliteServer };
  export default function dynalite(options?: DynaliteOptions): DynaliteServer;
}
