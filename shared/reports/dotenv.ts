/** GitLab's default limits for a dotenv report (docs/facts/gitlab.md, section 5.1). */
const mostVariables = 20;
const mostBytes = 5 * 1024;

const longestValue = 500;

/**
 * Variables as a GitLab dotenv report: one per line, without quotes. Later jobs hand the values to shells, so a value keeps
 * only characters that no shell and no variable expansion acts on; others become `_`. What does not fit is left out, last first.
 */
export function dotenv(variables: Readonly<Record<string, string>>): string {
  let text = "";
  for (const [name, value] of Object.entries(variables).slice(0, mostVariables)) {
    const line = `${nameOf(name)}=${plainValue(value)}\n`;
    if (Buffer.byteLength(text + line) > mostBytes) break;
    text += line;
  }
  return text;
}

/** ASCII letters, digits and underscores. */
export function nameOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
}

function plainValue(value: string): string {
  const plain = value.replace(/\s+/g, " ").replace(/[^A-Za-z0-9 .,:/_@+=%-]/g, "_");
  return plain.slice(0, longestValue).trim();
}
