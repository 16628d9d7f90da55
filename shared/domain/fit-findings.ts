import type { Finding } from "./finding.ts";

/** A state's payload takes 256 KiB, and the three branches of Observe share it; task health needs little of it. */
export const findingsBytes = 160 * 1024;

/** Findings that fit into a state's payload: where they do not, deciding lines are left out, and the reason says so. They are kept with the measurements. */
export function fitFindings(findings: readonly Finding[], limit = findingsBytes): readonly Finding[] {
  let left = limit - bytesOf(findings.map(withoutLines));
  return findings.map((finding) => {
    if (finding.lines === undefined || finding.lines.length === 0) return finding;
    const bytes = bytesOf(finding.lines);
    if (bytes > left) return withoutLines(finding);
    left -= bytes;
    return finding;
  });
}

function withoutLines({ lines, ...finding }: Finding): Finding {
  if (lines === undefined || lines.length === 0) return finding;
  return { ...finding, reason: `${finding.reason} (${lines.length} lines cut: see the measurements)` };
}

/** As Step Functions counts: UTF-8 of the JSON text. */
function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
