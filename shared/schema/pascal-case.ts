/** The words of `already posted` or `no-verdict-in-time` in one: `AlreadyPosted`, `NoVerdictInTime`. Other letters stay as they are. */
export function pascalCase(words: string): string {
  return words.replaceAll(/(?:^|[ -])([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
