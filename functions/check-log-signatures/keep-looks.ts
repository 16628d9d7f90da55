import type { Measurement } from "../../shared/domain/evidence.ts";
import type { LogCoverage, LogHit } from "../../shared/domain/log.ts";
import { hasMerelyReadOn } from "../../shared/logs/read-on.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { LogWatch } from "./log-watch.ts";

export interface KeptLooks {
  /** Keeps the lines that one look found, and how far it got where that must not be forgotten. */
  look(coverage: LogCoverage, newHits: readonly LogHit[]): Promise<void>;
  /** Keeps how far the last look got: nothing may be concluded from it before. */
  end(coverage: LogCoverage): Promise<void>;
}

/** What a stay keeps; `kept` is how far earlier ones got. That the tail has merely read on is kept once, at the end: a stay that breaks off is read again. */
export function keepLooks(
  evidence: Pick<EvidenceStore, "addMeasurement" | "saveCoverage">,
  { record, checks }: Pick<LogWatch, "record" | "checks">,
  kept: LogCoverage | undefined,
): KeptLooks {
  let saved = kept;
  const save = async (coverage: LogCoverage): Promise<void> => {
    if (coverage === saved) return;
    await evidence.saveCoverage(record.key, coverage);
    saved = coverage;
  };
  return {
    look: async (coverage, newHits) => {
      const measurements = checks
        .map(({ name }) => ({ check: name, hits: newHits.filter(({ check }) => check === name) }))
        .filter(({ hits }) => hits.length > 0)
        .map((found): Measurement => ({ of: "logs", at: coverage.at, ...found }));
      // New hits first: were the coverage kept alone, lines before it would never be read again.
      await Promise.all(measurements.map((measurement) => evidence.addMeasurement(record.key, measurement)));
      if (saved === undefined || !hasMerelyReadOn(saved, coverage)) await save(coverage);
    },
    end: save,
  };
}
