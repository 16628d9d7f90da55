import type { EmbeddedServer } from "../../local/server/embedded-server.ts";
import { type FaultRule, faultPlan } from "../../local/server/faults.ts";
import { embeddedNetwork } from "../../local/server/network.ts";
import { embeddedTransport } from "../../local/server/transport.ts";
import { region } from "./a-rollout.ts";

/** Settings of a real SDK client whose one try per call goes straight into a simulated service, e.g. `{ ecs: server }`. */
export function embeddedClient(
  servers: Readonly<Record<string, EmbeddedServer>>,
  faults: readonly FaultRule[] = [],
  now?: () => Date,
) {
  const network = embeddedNetwork({
    servers,
    ...(now && { now }),
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: () => 0 }),
  });
  return {
    region,
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    maxAttempts: 1,
    requestHandler: embeddedTransport(network)({ attempts: 1, connectMilliseconds: 0, requestMilliseconds: 0 }),
  };
}
