import { Console } from "node:console";
import { Writable } from "node:stream";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Platform } from "../shared/platform.ts";
import { metricsNamespace } from "../shared/schema/metric-names.ts";

/** What the functions wrote, one JSON text per entry, in order; a test can so prove that no secret was ever logged. */
export interface Captured {
  readonly logs: string[];
  readonly metrics: string[];
}

export function captured(): Captured {
  return { logs: [], metrics: [] };
}

export interface LocalPlatformOptions extends Pick<Platform, "clock" | "transport" | "fetch"> {
  readonly captured: Captured;
}

/** The platform of a simulation: nothing is printed, everything is captured. */
export function localPlatform({
  clock,
  transport,
  fetch,
  captured: { logs, metrics },
}: LocalPlatformOptions): Platform {
  // One for all functions: a Console is dear to make.
  const [logged, measured] = [capturing(logs), capturing(metrics)];
  return {
    clock,
    transport,
    fetch,
    logger: (functionName) => Object.assign(new Logger({ serviceName: functionName }), { console: logged }),
    metrics: (functionName) => {
      const metricsTool = new Metrics({ namespace: metricsNamespace, serviceName: functionName, logger: logged });
      return Object.assign(metricsTool, { console: measured });
    },
  };
}

/** Both Powertools write through their `console` member, which is made for replacing but typed as protected. */
function capturing(lines: string[]): Console {
  const sink = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      lines.push(String(text).trimEnd());
      done();
    },
  });
  return new Console({ stdout: sink, stderr: sink });
}
