import { loadAll, YAMLException } from "js-yaml";
import { type Problem, problemAt } from "./problems.ts";

/** The one document of a YAML or JSON text, undefined when it holds none; or why it cannot be read, and where. */
export function readYaml(text: string): { readonly value?: unknown; readonly problem?: Problem } {
  try {
    const documents = loadAll(text);
    if (documents.length > 1) return { problem: problemAt([], "holds more than one YAML document") };
    return { value: documents[0] };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark, reason } = error;
    if (mark === null || mark === undefined) return { problem: problemAt([], `is neither YAML nor JSON: ${reason}`) };
    const position = { line: mark.line + 1, column: mark.column + 1 };
    return { problem: { ...problemAt([], wordsOf(reason, text, position.line)), position } };
  }
}

/** The parser says of a tab only sometimes that it is one; then the line says it. */
function wordsOf(reason: string, text: string, line: number): string {
  if (/\btab characters?\b/.test(reason)) return `is indented with tabs, and YAML wants spaces`;
  const hint = /^[\s-]*\t/.test(text.split(/\r\n|\r|\n/)[line - 1] ?? "")
    ? "; there are tabs before it, YAML wants spaces"
    : /unknown escape/.test(reason)
      ? "; put patterns in single quotes, in which a backslash is only a backslash"
      : "";
  return `is neither YAML nor JSON: ${reason}${hint}`;
}
