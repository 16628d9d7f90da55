import * as z from "zod/mini";
import type { ResolvedProfile } from "../domain/evidence.ts";
import type { RolloutFacts } from "../domain/facts.ts";
import type { Finding } from "../domain/finding.ts";
import type { LogEvidence, WatchedPattern } from "../domain/log.ts";
import type { Instant } from "../domain/time.ts";
import { keptChecks } from "./kept-checks.ts";
import { LogErrors } from "./log-errors/config.ts";
import { judgeLogErrors } from "./log-errors/judge.ts";
import { watchLogErrors } from "./log-errors/watch.ts";
import { LogPresence } from "./log-presence/config.ts";
import { judgeLogPresence } from "./log-presence/judge.ts";
import { watchLogPresence } from "./log-presence/watch.ts";
import { LogSignature } from "./log-signature/config.ts";
import { judgeLogSignature } from "./log-signature/judge.ts";
import { watchLogSignature } from "./log-signature/watch.ts";

/** The kinds that judge log lines; answered by CheckLogSignatures. */
const LogCheckConfig = z.discriminatedUnion("kind", [LogSignature, LogPresence, LogErrors]);
export type LogCheckConfig = z.infer<typeof LogCheckConfig>;

export interface LogCheck {
  readonly name: string;
  readonly patterns: readonly WatchedPattern[];
  judge(evidence: LogEvidence, facts: RolloutFacts, now: Instant): Finding;
}

/** The log checks of a resolved profile, each with its patterns and its judge. */
export function logChecks(profile: ResolvedProfile): readonly LogCheck[] {
  return keptChecks(profile, "CheckLogSignatures", LogCheckConfig).map(bind);
}

function bind(config: LogCheckConfig): LogCheck {
  const { name } = config;
  switch (config.kind) {
    case "log-signature":
      return { name, patterns: watchLogSignature(config), judge: (...seen) => judgeLogSignature(config, ...seen) };
    case "log-presence":
      return { name, patterns: watchLogPresence(config), judge: (...seen) => judgeLogPresence(config, ...seen) };
    case "log-errors":
      return { name, patterns: watchLogErrors(config), judge: (...seen) => judgeLogErrors(config, ...seen) };
    default:
      return config satisfies never;
  }
}
