import { probeStepSeconds } from "../domain/probe.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import type { Verdict } from "../domain/verdict.ts";
import { code } from "./code-span.ts";
import { environmentOfPlace, type Report, type ReportedPlace, worstPlace } from "./report.ts";

/** What the validator does not look at, and a person does after a release that passed, besides its endpoints. */
const toDo = [
  "Error rates, latency and the metrics of the business are as before.",
  "No alarm is on.",
  "The release notes say it (below).",
] as const;

/** A checklist after a pass in every Region, and in any case a sentence for the release notes. */
export function afterDeployment(report: Report): readonly string[] {
  const hasPassed = worstPlace(report)?.status === "passed";
  return [
    ...(hasPassed
      ? ["", "### After the deployment", "", ...endpointLines(report), ...toDo.map((text) => `- [ ] ${text}`)]
      : []),
    "",
    "### For the release notes",
    "",
    `> ${releaseNote(report)}`,
  ];
}

/** Done only for the endpoints that a deciding check asked, in every place. */
function endpointLines({ places }: Report): readonly string[] {
  const asked = places.map(({ rollout }) =>
    (rollout?.findings ?? []).filter(
      ({ kind, mode, status }) => kind === "http" && mode === "gate" && status === "passed",
    ),
  );
  if (asked.some((found) => found.length === 0))
    return ["- [ ] The health endpoint and the critical endpoints answer."];
  const names = [...new Set(asked.flat().map(({ check }) => code(check)))].join(", ");
  return [
    `- [x] Endpoints asked by ${names} answered within the limits.`,
    "- [ ] The critical endpoints that no check asks answer.",
  ];
}

function releaseNote({ release, service, places }: Report): string {
  const each = places.map(placeText);
  return `${code(release)} of ${code(service)}: ${each.length === 0 ? "nowhere verified" : each.join("; ")}.`;
}

/** `verified in production (ap-southeast-2) at 2026-03-01 10:04 UTC, 4m12s after its rollout began, by 2 checks` */
function placeText(place: ReportedPlace): string {
  const where = `${code(environmentOfPlace(place))} (${code(place.region)})`;
  const { verdict, rollout } = place.rollout?.record ?? {};
  if (place.status !== "passed" || verdict === undefined || rollout === undefined)
    return `**not** verified in ${where}: ${place.status}`;
  const after = humanDuration(secondsBetween(rollout.startedAt, verdict.at));
  const at = `${verdict.at.slice(0, 16).replace("T", " ")} UTC`;
  return `verified in ${where} at ${at}, ${after} after its rollout began, by ${verdict.passedChecks} of ${verdict.gateChecks} checks${downtimeText(verdict)}`;
}

/** An outage shorter than the step may lie between two probes. */
function downtimeText({ downtimeSeconds }: Verdict): string {
  if (downtimeSeconds === undefined) return "";
  const step = `probes every ${humanDuration(probeStepSeconds)}`;
  return downtimeSeconds === 0
    ? `, no downtime seen by ${step}`
    : `, down for ${humanDuration(Math.ceil(downtimeSeconds))} by ${step}`;
}
