import type { CheckConfig } from "../../shared/checks/kinds.ts";
import { expectedLines, rejectedLines } from "../../shared/checks/log-signature/lines.ts";
import type { SignaturePreset } from "../../shared/checks/log-signature/presets/preset.ts";
import { presets } from "../../shared/checks/log-signature/presets/presets.ts";
import { probeStepSeconds } from "../../shared/domain/probe.ts";
import { humanDuration } from "../../shared/domain/time.ts";

/** One check of a profile in words. */
export interface CheckSummary {
  readonly name: string;
  readonly kind: string;
  readonly mode: string;
  /** What it looks at, with its limits and deadline. */
  readonly says: readonly string[];
  /** What one must know of its preset. */
  readonly caveat?: string;
}

/** Says what a check will look at. A kind without words of its own lists its options. */
export function describeCheck(check: CheckConfig): CheckSummary {
  const { name, kind, mode } = check;
  const preset: SignaturePreset | undefined =
    check.kind === "log-signature" && check.preset ? presets[check.preset] : undefined;
  const says = wordsOf(check);
  return {
    name,
    kind,
    mode,
    says,
    ...(preset?.caveat !== undefined && { caveat: `${preset.tool}: ${preset.caveat}` }),
  };
}

function wordsOf(check: CheckConfig): readonly string[] {
  if (check.kind === "log-signature") return signatureWords(check);
  if (check.kind === "log-errors") return budgetWords(check);
  if (check.kind === "http") return endpointWords(check);
  return check.kind === "artifact" ? artifactWords(check) : optionWords(check);
}

function artifactWords({ container, within }: Extract<CheckConfig, { readonly kind: "artifact" }>): readonly string[] {
  const which = container === undefined ? "each essential container" : container.join(", ");
  const until = within === undefined ? "" : ` within ${humanDuration(within)}`;
  return [
    `expects every running task to run the released image of ${which}${until}`,
    "fails at once on another image, another task definition, or a task that was there before the rollout",
  ];
}

function signatureWords(check: Extract<CheckConfig, { readonly kind: "log-signature" }>): readonly string[] {
  const rejected = rejectedLines(check).length;
  const where = check.container === undefined ? "" : ` in ${check.container.join(", ")}`;
  return [
    ...expectedLines(check).map(
      ({ label, quorum }) => `expects ${label}${where} from ${quorum} within ${humanDuration(check.within)}`,
    ),
    ...(rejected > 0 ? [`fails at once on ${rejected} rejected ${rejected === 1 ? "line" : "lines"}${where}`] : []),
    ...(check.for === undefined ? [] : [`keeps watching for ${humanDuration(check.for)}`]),
  ];
}

function budgetWords(check: Extract<CheckConfig, { readonly kind: "log-errors" }>): readonly string[] {
  const time = humanDuration(check.for);
  const where = check.container === undefined ? "" : ` in ${check.container.join(", ")}`;
  return [
    `allows at most ${check.max} ${check.max === 1 ? "line that matches" : "lines that match"} ${check.pattern}${where} in the first ${time}`,
    ...(check.mode === "gate" ? [`holds a pass back until these ${time} are over`] : []),
  ];
}

function endpointWords(check: Extract<CheckConfig, { readonly kind: "http" }>): readonly string[] {
  const most = check.maxDowntime === undefined ? "" : `, in all for more than ${humanDuration(check.maxDowntime)}`;
  return [
    `asks ${check.url.join(", ")} every ${probeStepSeconds}s, until ${humanDuration(check.for)} after the rollout is complete`,
    `fails at once when it is down${most}: no answer within ${humanDuration(check.timeout)}, or a status of 400 and more`,
    ...(check.mode === "gate" ? [`holds a pass back until these ${humanDuration(check.for)} are over`] : []),
  ];
}

/** Options that the schemas hold in seconds: `within`, `startWithin`, `for`, `every`. */
const duration = /within$|^(?:for|every)$/i;

function optionWords({ name: _name, kind: _kind, mode: _mode, ...options }: CheckConfig): readonly string[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return [
    given
      .map(
        ([option, value]) =>
          `${option} ${duration.test(option) && typeof value === "number" ? humanDuration(value) : optionText(value)}`,
      )
      .join(", "),
  ].filter(Boolean);
}

function optionText(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
