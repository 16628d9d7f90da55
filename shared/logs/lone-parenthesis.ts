/** Where the parenthesis without a partner stands that RE2 complains of without saying where: the innermost that is not closed, or the first that closes nothing. */
export function loneParenthesis(pattern: string): number | undefined {
  const open: number[] = [];
  for (const { 0: token, index } of pattern.matchAll(tokens)) {
    if (token === "(") open.push(index);
    else if (token === ")" && open.pop() === undefined) return index;
  }
  return open.at(-1);
}

/** What holds parentheses that group nothing (quoted text, an escape, a class, in which a first `]` is a character), and those that do. */
const tokens = /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|[()]/gsu;
