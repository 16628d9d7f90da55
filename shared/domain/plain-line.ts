import { withoutAftermath } from "./excerpt.ts";

/** The time that a line starts with; it stands beside the line wherever one is shown. */
const time = /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]{0,13}(?:Z|[+-]\d\d:?\d\d)?\]?\s*/;

/** Level, process, thread and logger as Spring Boot writes them before the message. */
const origin = /^([A-Z]{3,8})\s+\d{1,10} --- (?:\[[^\]]{0,100}\]\s*){1,3}\S{1,200}\s*:\s*/;

/** What a line says, in one row: without its time, thread and logger; of a JSON line its message. The level stays. */
export function plainLine(text: string): string {
  const bare = (messageOf(text) ?? text).replace(time, "").replace(origin, "$1 ");
  return withoutAftermath(bare.replaceAll(/\s+/g, " ").trim()) || text;
}

function messageOf(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { message, msg, log } = JSON.parse(text) as Record<string, unknown>;
    return [message, msg, log].find((each) => typeof each === "string");
  } catch {
    return undefined; // An excerpt may be cut.
  }
}
