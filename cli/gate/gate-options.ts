import type { RegionChoice } from "../regions/region-choice.ts";
import type { TableOptions } from "../regions/region-tables.ts";

export interface GateOptions extends RegionChoice, TableOptions {
  readonly release?: string;
  readonly service?: string;
  readonly cluster?: string;
  /** Regions with commas between them. */
  readonly after?: string;
  readonly to?: string;
  /** `service@release` with commas between them. */
  readonly requires?: string;
  /** An environment. */
  readonly passedIn?: string;
  readonly passedInRegion?: string;
  readonly passedInTable?: string;
  /** File of the profile; else it is read where `to` is. */
  readonly profile?: string;
  readonly commit?: string;
  readonly digest?: string;
  /** Seconds, as are the others. */
  readonly soak?: number;
  readonly evidenceAge?: number;
  readonly appearWithin: number;
  readonly timeout: number;
  readonly wait: boolean;
  readonly hotfix?: true;
  readonly reason?: string;
  readonly json?: string;
  readonly dotenv?: string;
}
