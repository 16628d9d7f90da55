declare module "dynalite" {
  import type { Server } from "node:http";

  interface DynaliteOptions {
    /** Milliseconds in which a table is CREATING, UPDATING, DELETING. */
    readonly createTableMs?: number;
    readonly updateTableMs?: number;
    readonly deleteTableMs?: number;
  }
  /** A server over an in-memory store; it need not listen. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
