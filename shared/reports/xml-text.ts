/**
 * All but what XML 1.0 allows (https://www.w3.org/TR/xml/#charsets). Carriage returns, C1 controls and text-direction marks are legal there
 * and left out: terminals and GitLab's job log obey them.
 */
const forbidden = /[^\t\n\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Any text as XML content or attribute value: what XML cannot carry becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
