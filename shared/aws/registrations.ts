import type { Release } from "../domain/release.ts";
import type { Registrations } from "../ports/profiles.ts";
import { registrationKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** What a deployer said a task definition carries; the last word wins. */
export function registrations(table: EvidenceTable): Registrations {
  return {
    register: (serviceArn, taskDefinitionArn, release, at) =>
      table.put(registrationKey(serviceArn, taskDefinitionArn), { release, registeredAt: at }),
    find: async (serviceArn, taskDefinitionArn) =>
      (await table.get(registrationKey(serviceArn, taskDefinitionArn)))?.["release"] as Release | undefined,
  };
}
