export interface RedactionOptions {
  /** E-mail addresses are personal data in some places and needed for a diagnosis in others. */
  readonly emails: boolean;
}

/** A text with a place in it that stays the same place while what stands before it is shortened. */
export interface MarkedText {
  readonly text: string;
  readonly at: number;
}

interface SecretForm {
  /** What the named group `before` matches is kept. */
  readonly pattern: RegExp;
  readonly shownAs: string;
}

/** Between a name and its value: `=`, `:` or `=>`, with the quotes of the name, which a JSON text inside JSON escapes. */
const separator = String.raw`["'\\]{0,8}\s{0,3}(?:=>|[=:])\s{0,3}`;

const secretName = String.raw`(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|(?:api|access|private|account|encryption|signing)[_-]?key|connection[_-]?string)(?:[_-]?\d{1,2})?`;

/** Values that are no secret and often the diagnosis, and what is redacted already. */
const harmless = String.raw`(?!(?:null|undefined|none|nil|true|false)\b|\[(?:secret|password|token|jwt|private key|aws access key|e-mail)\])`;

const scheme = "(?:bearer|basic|token|api-?key|key|digest|negotiate|ntlm)";

/**
 * Forms of secrets that applications log; the first ones know their secret by itself, the others by what stands before it.
 * Each is linear on the capped texts it sees (no nested repetition over the same characters),
 * and keeps the words around the secret so that the line still explains itself.
 */
const secretForms: readonly SecretForm[] = [
  form(
    "private key",
    String.raw`-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)`,
  ),
  form("jwt", String.raw`(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}`),
  form("aws access key", "(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}"),
  form(
    "token",
    "(?<before>(?<![A-Za-z0-9])(?:glpat-|gldt-|glrt-|glsoat-|glcbt-|ghp_|gho_|ghs_|github_pat_|xox[abpr]-|sk_live_|npm_))[A-Za-z0-9_.-]{8,}",
  ),
  // The last `@` of the word ends the password, as some hold one; a port is none, and a cut line may end before the `@`.
  form(
    "password",
    String.raw`(?<before>[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,256}:)${harmless}(?!\d{1,5}(?:[/?#,\s"']|$))(?:[^\s"']{1,1024}(?=@)|[^\s"'@]{1,1024}$)`,
  ),
  form("secret", String.raw`(?<before>cookie${separator})${harmless}[^"'\r\n⏎]{3,}`),
  form("secret", String.raw`(?<before>authorization${separator}["'\\]{0,8}${scheme}\s{1,3})${harmless}[^\s"'\\,]+`),
  form(
    "secret",
    String.raw`(?<before>authorization${separator}["'\\]{0,8})(?!${scheme}\s)${harmless}[^\s"'\\,]+(?:\s{1,3}[^\s"'\\,]{8,})?`,
  ),
  form("token", String.raw`(?<before>\bbearer\s{1,3})${harmless}[A-Za-z0-9+/=_.~-]{8,}`),
  form("token", String.raw`(?<before>\bbasic\s{1,3})(?=[A-Za-z+/]{0,512}[0-9=])[A-Za-z0-9+/=]{8,}`),
  form(
    "secret",
    String.raw`(?<before>${secretName}${separator}(?<quote>["']))${harmless}(?:\\[\s\S]|(?!\k<quote>)[^\\])+`,
  ),
  form(
    "secret",
    String.raw`(?<before>${secretName}${separator}(?<quote>\\{1,7}["']))${harmless}(?:(?!(?<!\\)\k<quote>)[\s\S])+`,
  ),
  // A delimiter ends the value only where something else follows it: passwords hold commas too.
  form(
    "secret",
    String.raw`(?<before>${secretName}${separator})${harmless}(?:[^\s"'\\,;&)}\]]|[,;&)}\]](?![\s,;&)}\]"'\\]|$|[\w.-]{1,40}[=:])){3,}`,
  ),
];

const email = form("e-mail", String.raw`[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}`);

function form(shownAs: string, pattern: string): SecretForm {
  return { pattern: new RegExp(pattern, "gi"), shownAs: `[${shownAs}]` };
}

/** The text without tokens, passwords, keys and, when asked, e-mail addresses. Doing it twice changes nothing more. */
export function redact(text: string, options: RedactionOptions): string {
  return redactMarked({ text, at: 0 }, options).text;
}

/** As `redact`, and says where the marked place is then; a place inside a secret moves to its beginning. */
export function redactMarked(marked: MarkedText, { emails }: RedactionOptions): MarkedText {
  return (emails ? [...secretForms, email] : secretForms).reduce(replaced, marked);
}

function replaced({ text, at }: MarkedText, { pattern, shownAs }: SecretForm): MarkedText {
  let clean = "";
  let end = 0;
  let moved = at;
  for (const { 0: match, index, groups } of text.matchAll(pattern)) {
    const before = clean + text.slice(end, index);
    const shown = `${groups?.["before"] ?? ""}${shownAs}`;
    end = index + match.length;
    if (end <= at) moved += shown.length - match.length;
    else if (index < at) moved = before.length;
    clean = before + shown;
  }
  return { text: clean + text.slice(end), at: moved };
}
