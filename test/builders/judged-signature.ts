import { judgeLogSignature } from "../../shared/checks/log-signature/judge.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { LogCoverage, LogHit } from "../../shared/domain/log.ts";
import { at } from "./a-rollout.ts";
import { theFacts } from "./a-task.ts";
import type { aSignature } from "./checks.ts";
import { aCoverage } from "./log-evidence.ts";

export interface Situation {
  readonly hits?: readonly LogHit[];
  /** Both readers have read up to this second, which is now. */
  readonly seconds: number;
  readonly coverage?: Partial<LogCoverage>;
  readonly facts?: Partial<RolloutFacts>;
}

/** What the check concludes in this situation. */
export function judged(check: ReturnType<typeof aSignature>, { hits = [], seconds, coverage, facts }: Situation) {
  const evidence = { hits, coverage: aCoverage(at(seconds), coverage) };
  return judgeLogSignature(check, evidence, theFacts(facts), at(seconds));
}
