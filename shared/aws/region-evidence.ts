import { ValidatorError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import type { EvidenceOf, RegionEvidence } from "../ports/evidence.ts";
import type { AskGateEnv } from "../schema/environment.ts";
import { tableParameter } from "../schema/parameter-names.ts";
import { documentClient, ssmClient } from "./clients.ts";
import { evidenceStore } from "./evidence-store.ts";
import { evidenceTable } from "./evidence-table.ts";
import { serviceHistory } from "./service-history.ts";
import { publishedTable } from "./table-parameter.ts";

/** The evidence of a function's own Region, and of others by the tables that their stacks publish; each is looked up once. */
export function regionEvidence(env: AskGateEnv, platform: Platform): EvidenceOf {
  const opened = new Map<string, Promise<RegionEvidence>>();
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

async function open(env: AskGateEnv, platform: Platform, region: string): Promise<RegionEvidence> {
  const client = documentClient(platform, region);
  const isHome = (await ssmClient(platform).config.region()) === region;
  const name = isHome ? env.EVIDENCE_TABLE : await otherTable(env, platform, region);
  const table = evidenceTable(client, { table: name, days: env.EVIDENCE_DAYS, clock: platform.clock });
  return { history: serviceHistory(table), evidence: evidenceStore(table) };
}

async function otherTable({ PROFILE_PREFIX: prefix }: AskGateEnv, platform: Platform, region: string): Promise<string> {
  const name = await publishedTable(ssmClient(platform, region), prefix);
  if (name !== undefined) return name;
  throw new ValidatorError(
    "NotFound",
    `No validator is deployed in ${region}: it has no parameter ${tableParameter(prefix)}`,
  );
}
