import { deploymentNumber, parseServiceArn, type RolloutRef } from "./rollout.ts";

/**
 * The execution's name for a rollout: `<service>-<hash>-<n>`, at most 80 characters of `0-9A-Za-z-_` (Step Functions' limit).
 * The hash of the service ARN keeps services of the same name in two clusters apart.
 */
export function executionName({ serviceArn, deploymentId }: RolloutRef): string {
  const service = parseServiceArn(serviceArn)?.service ?? "service";
  const number = deploymentNumber(deploymentId) ?? "0";
  return `${service.slice(0, 36)}-${fnv1a(serviceArn)}-${number}`;
}

/** FNV-1a, 32 bits, as eight hex digits. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
