import type { ServiceHistory } from "../ports/evidence.ts";
import { serviceRolloutsPartition, servicesPartition } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import { recordOf } from "./record-item.ts";

/** From the evidence table and its index by service; a rollout may show there a moment after it was opened. */
export function serviceHistory(table: EvidenceTable): ServiceHistory {
  return {
    services: async () => (await table.query(servicesPartition)).map((item) => String(item["SK"])),
    rollouts: async (serviceArn, { since, atMost }) => {
      const items = await table.queryIndex({
        index: "GSI1",
        partition: serviceRolloutsPartition(serviceArn),
        from: since,
        atMost,
        newestFirst: true,
      });
      return items.flatMap((item) => recordOf(item) ?? []);
    },
  };
}
