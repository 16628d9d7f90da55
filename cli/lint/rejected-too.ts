import type { CheckConfig } from "../../shared/checks/kinds.ts";
import { rejectedLines } from "../../shared/checks/log-signature/lines.ts";
import { compilePattern } from "../../shared/logs/pattern.ts";
import type { Profile } from "../../shared/schema/profile.ts";

/** Expected lines that fail their own check. Of patterns only those that are plain text are compared: what others match is not known. */
export function rejectedToo({ checks }: Profile): readonly string[] {
  return checks.flatMap((check, index) =>
    check.kind === "log-signature" ? warningsOf(check, `checks[${index}]`) : [],
  );
}

function warningsOf(check: Extract<CheckConfig, { readonly kind: "log-signature" }>, path: string): readonly string[] {
  const rejected = rejectedLines(check);
  return check.expect.flatMap(({ pattern: alternatives, field }, index) =>
    alternatives.flatMap((pattern) => {
      const by = rejected.find((each) => each.field === field && isFoundIn(each.pattern, pattern));
      return by === undefined
        ? []
        : [
            `${path}.expect[${index}].pattern: a line with ${pattern} is rejected too, by ${by.pattern}, and fails the check`,
          ];
    }),
  );
}

function isFoundIn(rejected: string, expected: string): boolean {
  if (rejected === expected) return true;
  const isPlain = !/[\\^$.|?*+()[\]{}]/.test(expected);
  return isPlain && compilePattern(rejected).match(expected) !== undefined;
}
