import * as z from "zod/mini";
import { problemWords } from "./problem-words.ts";
import type { Position } from "./yaml-places.ts";

/** One thing that is wrong in a document. */
export interface Problem {
  /** `checks[0].within: is missing`: the path as people write it, and what is allowed there. */
  readonly text: string;
  /** Where to look; an unknown key is part of it. */
  readonly path: readonly PropertyKey[];
  /** For text that could not be parsed: where the parser stood. */
  readonly position?: Position;
}

/** Parses, or says for every problem its path and what is allowed there. */
export function parseShape<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
):
  | { readonly data: z.infer<Schema>; readonly problems?: never; readonly details?: never }
  | { readonly data?: never; readonly problems: readonly string[]; readonly details: readonly Problem[] } {
  const parsed = z.safeParse(schema, value, { error: problemWords });
  if (parsed.success) return { data: parsed.data };
  const details = parsed.error.issues.flatMap((issue) => problemsOf(issue));
  return { problems: details.map(({ text }) => text), details };
}

export function problemAt(path: readonly PropertyKey[], message: string): Problem {
  return { text: `${pathText(path)}: ${message}`, path };
}

function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, path);
  const nested = issue.code === "invalid_union" ? issue.errors : [];
  // A union's own message says nothing; the branch of the value's type with the fewest problems is the one that was meant.
  const [meant] = [...nested].sort(
    (one, other) => Number(isOtherType(one)) - Number(isOtherType(other)) || weight(one) - weight(other),
  );
  if (meant !== undefined && meant.length > 0) return meant.flatMap((each) => problemsOf(each, path));
  return [problemAt(path, issue.message)];
}

/** Each unknown key is a problem of its own, at its own place. */
function unknownKeys(
  { keys, message }: z.core.$ZodIssueUnrecognizedKeys,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const words = message.split("\n");
  return keys.map((key, index) => ({ ...problemAt(path, words[index] ?? message), path: [...path, key] }));
}

function isOtherType(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
}

function weight(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}

/** `checks[0].within`, as people write it. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text === "" ? "(whole)" : text.replace(/^\./, "");
}
