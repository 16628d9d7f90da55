import { en } from "zod/locales";
import type * as z from "zod/mini";
import { nearest } from "../domain/nearest.ts";
import { keysOf, oneOf, valueWords } from "./value-words.ts";

type RawIssue = z.core.$ZodRawIssue;

const english = en().localeError;

/** What is wrong with a value, in words that stand behind its path; zod's own where there are no better ones. A line for each unknown key. */
export function problemWords(issue: RawIssue): string {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKeyWords(key, keysOf(issue))).join("\n");
  if (issue.code === "invalid_union" && "options" in issue) return kindWords(issue);
  if (issue.input === undefined) return isAbout(issue) ? `is missing${allowedWords(issue)}` : plainWords(issue);
  if (issue.input === null && isAbout(issue)) return `is empty${allowedWords(issue)}`;
  if (issue.code === "invalid_value") return `${plainWords(issue)}${meantText(issue.input, issue.values)}`;
  return plainWords(issue);
}

/** `unknown key "withn"; did you mean "within"? Allowed are name, mode, kind, within` */
function unknownKeyWords(key: string, allowed: readonly string[]): string {
  const list = allowed.join(", ");
  const meant = meantText(key, allowed);
  return `unknown key ${JSON.stringify(key)}${meant === "" ? "; allowed" : `${meant} Allowed`} are ${list}`;
}

function kindWords(issue: RawIssue): string {
  const {
    options,
    discriminator = "",
    input,
  } = issue as { options?: unknown; discriminator?: string; input?: unknown };
  const allowed = Array.isArray(options) ? options.map(String) : [];
  const given: unknown = (input as Readonly<Record<string, unknown>>)[discriminator];
  const list = oneOf(allowed);
  return given === undefined || given === null
    ? `is missing; ${list}`
    : `is ${JSON.stringify(given)}, ${list}${meantText(given, allowed)}`;
}

/** Issues about the value itself; the others are about what a rule says of it. */
function isAbout({ code }: RawIssue): boolean {
  return code === "invalid_type" || code === "invalid_value";
}

function allowedWords(issue: RawIssue): string {
  return issue.code === "invalid_value" ? `; ${oneOf(issue.values)}` : "";
}

function meantText(given: unknown, allowed: readonly unknown[]): string {
  const [near] = typeof given === "string" ? nearest(given, allowed.map(String)) : [];
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

function plainWords(issue: RawIssue): string {
  const known = valueWords(issue);
  if (known !== undefined) return known;
  const words = english(issue);
  return (typeof words === "string" ? words : words?.message) ?? "is not allowed";
}
