import * as z from "zod/mini";
import type { ServiceMeasurement } from "../domain/evidence.ts";
import type { RolloutFacts } from "../domain/facts.ts";
import type { CheckMode, Finding } from "../domain/finding.ts";
import type { LogEvidence, WatchedPattern } from "../domain/log.ts";
import type { Instant } from "../domain/time.ts";
import { LogErrors } from "./log-errors/config.ts";
import { judgeLogErrors } from "./log-errors/judge.ts";
import { watchLogErrors } from "./log-errors/watch.ts";
import { LogPresence } from "./log-presence/config.ts";
import { judgeLogPresence } from "./log-presence/judge.ts";
import { watchLogPresence } from "./log-presence/watch.ts";
import { LogSignature } from "./log-signature/config.ts";
import { judgeLogSignature } from "./log-signature/judge.ts";
import { watchLogSignature } from "./log-signature/watch.ts";
import { TaskHealth } from "./task-health/config.ts";
import { judgeTaskHealth } from "./task-health/judge.ts";

/** A check as a profile writes it, of any kind: adding a kind adds its folder, its schema here and its line in `bindCheck`. */
export const CheckConfig = z.discriminatedUnion("kind", [TaskHealth, LogSignature, LogPresence, LogErrors]);
export type CheckConfig = z.infer<typeof CheckConfig>;

interface CheckIdentity {
  readonly name: string;
  readonly kind: string;
  readonly mode: CheckMode;
}

/** A check that judges what ECS says; answered by CheckTaskHealth. */
export interface ServiceCheck extends CheckIdentity {
  readonly reads: "service";
  judge(seen: ServiceMeasurement, facts: RolloutFacts, now: Instant): Finding;
}

/** A check that judges log lines; answered by CheckLogSignatures. */
export interface LogCheck extends CheckIdentity {
  readonly reads: "logs";
  readonly patterns: readonly WatchedPattern[];
  /** How long it may take from the first running task. */
  readonly seconds: number;
  judge(evidence: LogEvidence, facts: RolloutFacts, now: Instant): Finding;
}

export type Check = ServiceCheck | LogCheck;

/** Binds a check's configuration to its judge. */
export function bindCheck(config: CheckConfig, rolloutWithinSeconds: number): Check {
  const { name, kind, mode } = config;
  switch (config.kind) {
    case "task-health": {
      const check = { ...config, within: config.within ?? rolloutWithinSeconds };
      return { name, kind, mode, reads: "service", judge: (...seen) => judgeTaskHealth(check, ...seen) };
    }
    case "log-signature":
      return {
        name,
        kind,
        mode,
        reads: "logs",
        patterns: watchLogSignature(config),
        seconds: Math.max(config.within, config.for ?? 0),
        judge: (...seen) => judgeLogSignature(config, ...seen),
      };
    case "log-presence":
      return {
        name,
        kind,
        mode,
        reads: "logs",
        patterns: watchLogPresence(config),
        seconds: config.within,
        judge: (...seen) => judgeLogPresence(config, ...seen),
      };
    case "log-errors":
      return {
        name,
        kind,
        mode,
        reads: "logs",
        patterns: watchLogErrors(config),
        seconds: config.for,
        judge: (...seen) => judgeLogErrors(config, ...seen),
      };
    default:
      return config satisfies never;
  }
}
