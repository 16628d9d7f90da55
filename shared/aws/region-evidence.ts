import { ValidatorError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import type { NotesOf, RegionNotes } from "../ports/rollout-looks.ts";
import { documentClient, ssmClient } from "./clients.ts";
import { evidenceStore } from "./evidence-store.ts";
import { evidenceTable } from "./evidence-table.ts";
import { rolloutLooks } from "./rollout-looks.ts";
import { serviceHistory } from "./service-history.ts";
import { noValidator, publishedTable } from "./table-parameter.ts";

/** Of a function that reads other Regions too. */
export interface RegionsEnv {
  readonly EVIDENCE_TABLE: string;
  readonly EVIDENCE_DAYS: number;
  readonly PROFILE_PREFIX: string;
}

/** The evidence of a function's own Region, and of others by the tables that their stacks publish; each is looked up once. */
export function regionEvidence(env: RegionsEnv, platform: Platform): NotesOf {
  const opened = new Map<string, Promise<RegionNotes>>();
  return ({ region }) => {
    const standing = opened.get(region);
    if (standing !== undefined) return standing;
    const opening = open(env, platform, region);
    opened.set(region, opening);
    // A Region that did not answer is asked again by the next question.
    opening.catch(() => opened.delete(region));
    return opening;
  };
}

async function open(env: RegionsEnv, platform: Platform, region: string): Promise<RegionNotes> {
  const client = documentClient(platform, region);
  const isHome = (await ssmClient(platform).config.region()) === region;
  const name = isHome ? env.EVIDENCE_TABLE : await otherTable(env, platform, region);
  const table = evidenceTable(client, { table: name, days: env.EVIDENCE_DAYS, clock: platform.clock });
  return { history: serviceHistory(table), evidence: evidenceStore(table), looks: rolloutLooks(table) };
}

async function otherTable({ PROFILE_PREFIX: prefix }: RegionsEnv, platform: Platform, region: string): Promise<string> {
  const name = await publishedTable(ssmClient(platform, region), prefix);
  if (name !== undefined) return name;
  throw new ValidatorError("NotFound", noValidator(region, prefix));
}
