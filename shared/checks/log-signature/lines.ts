import type { Quorum } from "../../domain/expectation.ts";
import type { LogSignature } from "./config.ts";
import { presets } from "./presets/presets.ts";

export interface ExpectedLine {
  readonly id: string;
  /** How it is called in a reason. */
  readonly label: string;
  readonly patterns: readonly string[];
  readonly field?: string;
  readonly quorum: Quorum;
}

export interface RejectedLine {
  readonly id: string;
  readonly pattern: string;
  readonly field?: string;
}

/** The preset's lines followed by the profile's own, numbered as people count. */
export function expectedLines({ preset, expect }: LogSignature): readonly ExpectedLine[] {
  const known = preset === undefined ? undefined : presets[preset];
  const ofPreset = known && { patterns: known.success.map(({ pattern }) => pattern), quorum: "any-task" as const };
  return [ofPreset, ...expect.map(({ pattern, ...rest }) => ({ ...rest, patterns: pattern }))]
    .filter((line) => line !== undefined)
    .map(({ patterns, quorum, ...rest }, index) => ({
      id: `expect ${index + 1}`,
      label: known && index === 0 ? `${known.tool}'s success line` : `"${shortened(patterns[0] ?? "")}"`,
      patterns,
      quorum,
      ...("field" in rest && rest.field !== undefined && { field: rest.field }),
    }));
}

export function rejectedLines({ preset, reject }: LogSignature): readonly RejectedLine[] {
  const known: readonly { readonly pattern: string; readonly field?: string | undefined }[] =
    preset === undefined ? [] : presets[preset].failure;
  return [...known, ...reject].map(({ pattern, field }, index) => ({
    id: `reject ${index + 1}`,
    pattern,
    ...(field !== undefined && { field }),
  }));
}

function shortened(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern;
}
