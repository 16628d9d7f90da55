import * as z from "zod/mini";
import { matchesEveryLine, patternProblem } from "../logs/pattern.ts";
import { Region } from "./promotion.ts";

export const Pattern = z.string().check(
  z.minLength(1),
  z.maxLength(1000),
  z.superRefine((pattern, context) => {
    const control = /[\u0000-\u0008\u000a-\u001f\u007f]/.exec(pattern);
    if (control !== null) {
      const code = control[0].charCodeAt(0).toString(16).padStart(4, "0");
      const message = `holds the control character U+${code} at character ${control.index + 1}, which no line has: in double quotes YAML reads \\b as a backspace; write patterns in single quotes`;
      context.addIssue({ code: "custom", message });
      return;
    }
    const problem = patternProblem(pattern);
    if (problem === undefined) return;
    const message = `is no RE2 pattern: ${problem.message}, at character ${problem.position + 1} of ${pattern}`;
    context.addIssue({ code: "custom", message });
  }),
  z.describe(
    "RE2 pattern (no look-around, no back-references), found anywhere in the line; case-sensitive unless it starts with (?i).",
  ),
);

export const Field = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(200),
    z.describe("Dot path into JSON lines, e.g. `error.kind`; the pattern is then matched against this value only."),
  );

/** An expected line of which one alternative is found in every line could not fail; in a field it asks for the field. */
export const expectsSomething = z.superRefine<{
  readonly pattern: readonly string[];
  readonly field?: string | undefined;
}>(({ pattern, field }, context) => {
  const idle = field === undefined ? pattern.find(matchesEveryLine) : undefined;
  if (idle === undefined) return;
  const message = `${JSON.stringify(idle)} is found in every line, so the check could not fail; name what only a good start logs (log-presence asks for any line)`;
  context.addIssue({ code: "custom", path: ["pattern"], message });
});

/** Where a FireLens router puts the lines of the containers with the log driver awsfirelens. */
export const Firelens = z.strictObject({
  group: z
    .string()
    .check(
      z.maxLength(512),
      z.regex(/^[.\-_/#A-Za-z0-9]+$/, "must be the name of a log group: letters, digits and . - _ / #"),
      z.describe("Log group into which the router writes; its streams may have any names."),
    ),
  region: z.optional(Region).check(z.describe("Region of the log group, when it is not the service's.")),
});
