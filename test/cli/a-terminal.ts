/** What a terminal shows after this output, line by line. Knows the sequences that the live screen uses, and throws at any other. */
export function shownBy(output: string): readonly string[] {
  const lines: string[] = [];
  let row = 0;
  let column = 0;
  for (const [token] of output.matchAll(/\u001b\[[?0-9;]*[A-Za-z]|\n|[^\u001b\n]+|\u001b/g)) {
    const before = (lines[row] ?? "").slice(0, column);
    const up = /^\u001b\[(\d+)F$/.exec(token);
    if (up) [row, column] = [row - Number(up[1]), 0];
    else if (token === "\n") [row, column] = [row + 1, 0];
    else if (token === "\u001b[K") lines[row] = before;
    else if (token === "\u001b[J") lines.splice(row, Number.POSITIVE_INFINITY, ...(before === "" ? [] : [before]));
    else if (!token.startsWith("\u001b")) {
      column += token.length;
      lines[row] = before + token + (lines[row] ?? "").slice(column);
    } else if (!/^\u001b\[(?:\?(?:7|25)[hl]|\d+m)$/.test(token))
      throw new Error(`Unknown sequence ${JSON.stringify(token)}`);
    if (row < 0) throw new Error("The cursor left the screen at the top.");
  }
  return Array.from(lines, (text) => text ?? "");
}
