/** GitLab's own token forms: `glpat-`, `glptt-`, `gldt-`, `glsoat-`, `glcbt-` ... and a secret. */
const tokenForm = /\bgl[a-z]{2,6}-[A-Za-z0-9_.-]{16,}/g;

/** The text without the token, and without anything that looks like a GitLab token. */
export function redacted(text: string, token: string): string {
  const without = token === "" ? text : text.replaceAll(token, "[token]");
  return without.replace(tokenForm, "[token]");
}

/** One line of a foreign text, short enough for an error message. */
export function shortLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
