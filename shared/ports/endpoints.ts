import type { Probe } from "../domain/probe.ts";

/** Addresses that a service answers at. */
export interface Endpoints {
  /** One GET, given up after this time. What goes wrong is part of the answer: it never rejects. */
  probe(url: string, timeoutMilliseconds: number): Promise<Probe>;
}
