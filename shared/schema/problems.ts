import { en } from "zod/locales";
import * as z from "zod/mini";

/** Parses, or says for every problem its path and what is allowed there. */
export function parseShape<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
):
  | { readonly data: z.infer<Schema>; readonly problems?: never }
  | { readonly data?: never; readonly problems: readonly string[] } {
  const parsed = z.safeParse(schema, value, { error: en().localeError });
  return parsed.success ? { data: parsed.data } : { problems: parsed.error.issues.flatMap((issue) => texts(issue)) };
}

function texts(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly string[] {
  const path = [...above, ...issue.path];
  const nested = issue.code === "invalid_union" ? issue.errors : [];
  // A union's own message says nothing; the branch with the fewest problems is the one that was meant.
  const [meant] = [...nested].sort((one, other) => one.length - other.length);
  if (meant !== undefined && meant.length > 0) return meant.flatMap((each) => texts(each, path));
  return [`${pathText(path)}: ${issue.message}`];
}

/** `checks[0].within`, as people write it. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text === "" ? "(whole)" : text.replace(/^\./, "");
}
