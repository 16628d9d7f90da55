/** Whether a text has the words that an expectation asks for: a part of it, or a regular expression between slashes. */
export function hasWords(text: string, words: string): boolean {
  return patternOf(words)?.test(text) ?? text.includes(words);
}

/** Whether what stands between slashes is a regular expression; anything else is a part of a text. */
export function isWords(words: string): boolean {
  try {
    patternOf(words);
    return true;
  } catch {
    return false;
  }
}

function patternOf(words: string): RegExp | undefined {
  const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/s.exec(words) ?? [];
  return pattern === undefined ? undefined : new RegExp(pattern, flags);
}
