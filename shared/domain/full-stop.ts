/** A sentence of ECS's for the middle of another one: without the full stop at its end. */
export function withoutFullStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
