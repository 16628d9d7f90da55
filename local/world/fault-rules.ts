import type { Fault } from "../scenario/schema/surroundings.ts";
import type { FaultRule } from "../server/faults.ts";

/** A scenario's fault as a rule of the fault plan; both count seconds since the deploy. */
export function faultRule({ from, to, first, share, by, fault, service, operation, region }: Fault): FaultRule {
  return {
    service,
    fault,
    // Before the deploy there is nothing to disturb.
    fromSeconds: from ?? 0,
    ...(operation === undefined ? {} : { operation }),
    ...(region === undefined ? {} : { region }),
    ...(to === undefined ? {} : { toSeconds: to }),
    ...(first === undefined ? {} : { times: { first } }),
    ...(share === undefined ? {} : { times: { share } }),
    ...(by === undefined ? {} : { slowSeconds: by }),
  };
}
