/** Whether a text has the words that an expectation asks for: a part of it, or a regular expression between slashes. */
export function hasWords(text: string, words: string): boolean {
  const pattern = /^\/(.+)\/([a-z]*)$/s.exec(words);
  return pattern ? new RegExp(pattern[1] ?? "", pattern[2]).test(text) : text.includes(words);
}
