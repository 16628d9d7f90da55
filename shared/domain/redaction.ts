export interface RedactionOptions {
  /** E-mail addresses are personal data in some places and needed for a diagnosis in others. */
  readonly emails: boolean;
}

interface SecretForm {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/**
 * Forms of secrets that applications log. Each pattern is linear on the capped texts it sees (no nested repetition),
 * and keeps the words around the secret so that the line still explains itself.
 */
const secretForms: readonly SecretForm[] = [
  {
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    replacement: "[private key]",
  },
  { pattern: /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*/g, replacement: "[jwt]" },
  { pattern: /\b((?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16})\b/g, replacement: "[aws access key]" },
  { pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,256}:)[^\s/@"']{1,512}(@)/gi, replacement: "$1[password]$2" },
  {
    pattern:
      /\b(glpat-|gldt-|glrt-|glsoat-|glcbt-|ghp_|gho_|ghs_|github_pat_|xox[abpr]-|sk_live_|npm_)[A-Za-z0-9_.-]{8,}/g,
    replacement: "$1[token]",
  },
  { pattern: /\b(Bearer|Basic)(\s+)[A-Za-z0-9+/=_.~-]{8,}/gi, replacement: "$1$2[token]" },
  {
    pattern:
      /((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|aws_secret_access_key|aws_session_token|authorization|credentials?)["']?\s{0,3}[=:]\s{0,3}["']?)(?!\[|bearer\b|basic\b)[^\s"',;&)}\]]{3,}/gi,
    replacement: "$1[secret]",
  },
];

const email: SecretForm = {
  pattern: /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/g,
  replacement: "[e-mail]",
};

/** The text without tokens, passwords, keys and, when asked, e-mail addresses. Doing it twice changes nothing more. */
export function redact(text: string, { emails }: RedactionOptions): string {
  const forms = emails ? [...secretForms, email] : secretForms;
  return forms.reduce((clean, { pattern, replacement }) => clean.replace(pattern, replacement), text);
}
