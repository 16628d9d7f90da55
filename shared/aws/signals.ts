import type { Signals } from "../ports/validations.ts";
import { pointerKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Item } from "./item.ts";

/** Signal counter and token in the rollout's pointer item. One atomic update raises the counter and shows the token that stood at that moment. */
export function signals(table: EvidenceTable): Signals {
  return {
    raise: async (rollout) => {
      const item = (await table.update(pointerKey(rollout), { add: { signals: 1 } })) ?? {};
      const { token } = item;
      return { count: countOf(item), ...(typeof token === "string" && { token }) };
    },
    count: async (rollout) => countOf((await table.get(pointerKey(rollout))) ?? {}),
    wait: async (rollout, token) => countOf((await table.update(pointerKey(rollout), { set: { token } })) ?? {}),
    forget: async (rollout) => {
      await table.update(pointerKey(rollout), { remove: ["token"] });
    },
  };
}

/** The signal counter of a pointer item, which events and the opening make as they come. */
export function countOf({ signals: count }: Item): number {
  return typeof count === "number" ? count : 0;
}
