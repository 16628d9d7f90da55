import { printable } from "./excerpt.ts";
import { redact } from "./redaction.ts";

/** ECS's reason for something as it may be kept: it quotes commands, addresses and people's words. ECS cuts those of tasks at 1,024 characters (docs/facts/ecs.md 3.3). */
export function keptReason(text: string): string {
  return redact(printable(text.slice(0, 2048)), { emails: true }).slice(0, 1024);
}
