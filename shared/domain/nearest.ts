/** Those of the known names that the wrong one was probably meant to be, nearest first; at most three. */
export function nearest(wrong: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(2, Math.floor(wrong.length / 3));
  return known
    .map((name) => ({ name, distance: isPartOf(wrong, name) ? 1 : distance(wrong, name) }))
    .filter((each) => each.distance <= limit)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A part of at least three letters, or one with little around it; every word has an `a`. */
function isPartOf(wrong: string, name: string): boolean {
  return (wrong.length >= 3 && name.includes(wrong)) || (name.length * 2 > wrong.length && wrong.includes(name));
}

/** Levenshtein: how many letters must be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
