/** Which log groups the validator's functions in one Region may read: its rights, as its stack publishes them. */
export interface LogReach {
  /** How the names of these groups begin; `*` and `?` stand for what they do in IAM. */
  readonly prefixes: readonly string[];
  /** Regions beside the stack's own in which it may read such groups. */
  readonly otherRegions: readonly string[];
}

export interface LogPlace {
  readonly group: string;
  readonly region: string;
}

/** Whether the functions in `home` may read a log group. */
export function reaches({ prefixes, otherRegions }: LogReach, home: string, { group, region }: LogPlace): boolean {
  return (region === home || otherRegions.includes(region)) && prefixes.some((prefix) => begins(group, prefix));
}

function begins(group: string, prefix: string): boolean {
  const pattern = prefix
    .replaceAll(/[.+^${}()|[\]\\/#-]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}`).test(group);
}
