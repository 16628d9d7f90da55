import type { LogCoverage } from "./log.ts";
import type { Rollout } from "./rollout.ts";

/** Why the lines that a check needs cannot be judged at all, or undefined. */
export function unreadableReason(
  rollout: Rollout,
  coverage: LogCoverage,
  { containers, patience }: { readonly containers?: readonly string[] | undefined; readonly patience: number },
): string | undefined {
  if (rollout.containers.length === 0) {
    return "logs not available: ECS could not describe the task definition when the validation opened";
  }
  const wanted = containers ?? rollout.containers.map(({ name }) => name);
  const unknown = wanted.filter((name) => !rollout.containers.some((container) => container.name === name));
  if (unknown.length > 0) {
    return `the task definition has no container ${unknown.join(", ")} (it has ${rollout.containers.map(({ name }) => name).join(", ")})`;
  }
  const unreadable = coverage.unreadable.filter(({ container }) => wanted.includes(container));
  if (wanted.length > 0 && unreadable.length === wanted.length) {
    return `logs not available: ${unreadable.map(({ container, reason }) => `${container}: ${reason}`).join("; ")}`;
  }
  const { blind } = coverage;
  if (blind !== undefined && (blind.error === "AccessDenied" || blind.inARow >= patience)) {
    return `no log reader could look ${blind.inARow} times in a row: ${blind.message}`;
  }
  return undefined;
}
