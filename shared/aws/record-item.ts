import type { ValidationRecord } from "../domain/evidence.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Item } from "./item.ts";

/** The verdict stands beside the record, so that writing it cannot touch anything else. */
export function recordOf(item: Item | undefined): ValidationRecord | undefined {
  const record = item?.["record"] as ValidationRecord | undefined;
  if (record === undefined) return undefined;
  const verdict = item?.["verdict"] as Verdict | undefined;
  const rollbackSeconds = item?.["rollbackSeconds"] as number | undefined;
  return { ...record, ...(verdict && { verdict }), ...(rollbackSeconds !== undefined && { rollbackSeconds }) };
}
