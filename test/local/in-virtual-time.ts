import { startVirtualClock, type VirtualClock } from "../../local/clock/virtual-clock.ts";
import type { EmbeddedServer } from "../../local/server/embedded-server.ts";
import { type FaultRule, faultPlan } from "../../local/server/faults.ts";
import { embeddedNetwork, type Network } from "../../local/server/network.ts";
import { embeddedTransport } from "../../local/server/transport.ts";

const limits = { attempts: 1, connectMilliseconds: 1000, requestMilliseconds: 5000 };

export const home = "ap-southeast-2";

export interface VirtualWorld {
  readonly clock: VirtualClock;
  readonly network: Network;
  /** Settings of an SDK client in this world; one attempt per call unless told. */
  client(region?: string, attempts?: number): ReturnType<typeof clientSettings>;
  /** Lets time pass until the promise settles. */
  done<T>(promise: Promise<T>): Promise<T>;
  /** Lets so many seconds pass. */
  wait(seconds: number): Promise<void>;
  stop(): void;
}

/** Simulated services in virtual time, from 2026-03-01 10:00 UTC on, without latency. */
export function inVirtualTime(
  servers: Readonly<Record<string, EmbeddedServer>>,
  faults: readonly FaultRule[] = [],
): VirtualWorld {
  const clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z") });
  const network = embeddedNetwork({
    servers,
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: clock.elapsedSeconds }),
  });
  async function done<T>(promise: Promise<T>): Promise<T> {
    let over = false;
    const settled = promise.finally(() => {
      over = true;
    });
    settled.catch(() => {});
    await clock.run(() => over, 3600);
    return settled;
  }
  return {
    clock,
    network,
    client: (region = home, attempts = 1) => clientSettings(network, region, attempts),
    done,
    wait: (seconds) => done(clock.clock.sleep(seconds * 1000)),
    stop: clock.stop,
  };
}

function clientSettings(network: Network, region: string, attempts: number) {
  return {
    region,
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    maxAttempts: attempts,
    requestHandler: embeddedTransport(network)({ ...limits, attempts }),
  };
}
