import { type ApplyResult, applyPlace, applyText } from "../../shared/domain/apply-result.ts";
import { type Line, line, styled } from "../text/line.ts";

/** What Terraform said of a rollout, and which job told it. */
export function applyLines(applies: readonly ApplyResult[]): readonly Line[] {
  return applies.flatMap((apply) => [
    line(`  ${applyText(apply)}`, styled("dim", `  ${apply.at}`)),
    ...(apply.jobUrl === undefined ? [] : [line(styled("dim", `    ${apply.jobUrl}`))]),
  ]);
}

/** Applies after which no rollout was seen. */
export function lonelyApplyLines(releaseId: string, applies: readonly ApplyResult[]): readonly Line[] {
  return applies.flatMap((apply) => [
    line(styled("bold", releaseId), "  ", styled("yellow", "no rollout is known"), `   ${applyPlace(apply)}`),
    ...applyLines([apply]),
    line(),
  ]);
}
