import type { ValidationKey } from "../domain/evidence.ts";
import type { RolloutRef } from "../domain/rollout.ts";
import { addSeconds, type Instant } from "../domain/time.ts";
import type { Agenda, AgendaEntry } from "../ports/validations.ts";
import { agendaKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Item } from "./item.ts";

/** All entries lie in one partition of GSI1, sorted by their time; a settled one has no index keys and is not in it. */
const partition = "AGENDA";

/** A validation whose execution ended unseen is found this much after its opening, and then as often. */
const lookAfterSeconds = 300;

export function agenda(table: EvidenceTable): Agenda {
  return {
    due: async (now, atMost) => {
      const items = await table.queryIndex({ index: "GSI1", partition, before: now, atMost });
      return items.flatMap((item) => entryOf(item) ?? []);
    },
    claim: async ({ key: { rollout }, dueAt }, until) => {
      const moved = await table.update(agendaKey(rollout), {
        set: { dueAt: until, GSI1SK: sortKey(rollout, until) },
        condition: "attribute_exists(#GSI1PK) AND #GSI1SK = :seen",
        names: ["GSI1PK"],
        values: { seen: sortKey(rollout, dueAt) },
      });
      return moved !== undefined;
    },
    postpone: async (rollout, until) => {
      await table.update(agendaKey(rollout), {
        set: { dueAt: until, GSI1SK: sortKey(rollout, until) },
        condition: "attribute_exists(#GSI1PK)",
        names: ["GSI1PK"],
      });
    },
    settle: async (rollout) => {
      await table.update(agendaKey(rollout), { set: { settled: true }, remove: ["GSI1PK", "GSI1SK"] });
    },
  };
}

/** A validation that opens comes onto the agenda, once. */
export async function putOnAgenda(table: EvidenceTable, key: ValidationKey, openedAt: Instant): Promise<void> {
  const dueAt = addSeconds(openedAt, lookAfterSeconds);
  const index = { GSI1PK: partition, GSI1SK: sortKey(key.rollout, dueAt) };
  await table.putOnce(agendaKey(key.rollout), { validation: key, openedAt, dueAt, ...index });
}

function sortKey({ serviceArn, deploymentId }: RolloutRef, dueAt: Instant): string {
  return `${dueAt}#${serviceArn}#${deploymentId}`;
}

function entryOf({ validation, dueAt, openedAt }: Item): AgendaEntry | undefined {
  if (validation === undefined || typeof dueAt !== "string" || typeof openedAt !== "string") return undefined;
  return { key: validation as ValidationKey, dueAt, openedAt };
}
