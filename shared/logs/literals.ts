/** Texts that a JSON encoder and a log driver leave as they are, so that they stand in the raw line just as in the decoded message. */
const plain = /[A-Za-z0-9 _.:;,=!@#$%&()[\]{}<>?*+^|~'`-]/;

/**
 * Texts of which at least one stands in every line that the pattern matches, or `undefined` when that cannot be told.
 * It is a coarse superset for the server-side filter only: what it lets through is matched again in our own code.
 */
export function requiredLiterals(pattern: string): readonly string[] | undefined {
  if (/\(\?[^P:<]/.test(pattern)) return undefined;
  const branches = topLevelBranches(pattern);
  if (branches === undefined) return undefined;
  const literals = branches.map(longestLiteral);
  return literals.every((literal) => literal !== undefined && literal.length >= 3) ? (literals as string[]) : undefined;
}

function topLevelBranches(pattern: string): readonly string[] | undefined {
  const branches = [""];
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] ?? "";
    if (sign === "\\") {
      if (pattern[at + 1] === "Q") return undefined;
      branches.push(`${branches.pop()}${pattern.slice(at, at + 2)}`);
      at++;
      continue;
    }
    if (sign === "[") {
      const end = classEnd(pattern, at);
      if (end === undefined) return undefined;
      branches.push(`${branches.pop()}${pattern.slice(at, end + 1)}`);
      at = end;
      continue;
    }
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === "|" && depth === 0) branches.push("");
    else branches.push(`${branches.pop()}${sign}`);
  }
  return branches;
}

/** The longest run of plain characters of one branch that every match must contain. */
function longestLiteral(branch: string): string | undefined {
  const runs = [""];
  const end = (): void => void runs.push("");
  const add = (sign: string): void => {
    if (plain.test(sign)) runs.push(`${runs.pop()}${sign}`);
    else end();
  };
  for (let at = 0; at < branch.length; at++) {
    const sign = branch[at] ?? "";
    const next = branch[at + 1] ?? "";
    if (sign === "(") {
      at = groupEnd(branch, at);
      end();
    } else if (sign === "[") {
      at = classEnd(branch, at) ?? branch.length;
      end();
    } else if (sign === "\\") {
      at++;
      if (/[A-Za-z0-9]/.test(next)) {
        if (next === "x" || next === "p" || next === "P" || /\d/.test(next)) return undefined;
        end();
      } else add(next);
    } else if (sign === "*" || sign === "?" || sign === "{") {
      // What stands before may be absent (or, for {n}, repeat): its last character is not required.
      const run = runs.pop() ?? "";
      runs.push(run.slice(0, -1), "");
      if (sign === "{") at = Math.max(at, branch.indexOf("}", at));
    } else if (sign === "+") end();
    else if (sign === "." || sign === "^" || sign === "$") end();
    else add(sign);
  }
  return runs.sort((one, other) => other.length - one.length)[0];
}

function classEnd(pattern: string, start: number): number | undefined {
  let at = start + 1;
  if (pattern[at] === "^") at++;
  if (pattern[at] === "]") at++;
  for (; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern.startsWith("[:", at)) at = Math.max(at, pattern.indexOf(":]", at) + 1);
    else if (pattern[at] === "]") return at;
  }
  return undefined;
}

function groupEnd(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "[") at = classEnd(pattern, at) ?? pattern.length;
    else if (pattern[at] === "(") depth++;
    else if (pattern[at] === ")" && --depth === 0) return at;
  }
  return pattern.length;
}
