/** FilterLogEvents takes a pattern of at most 1,024 characters (docs/facts/aws.md 1.8). */
const longest = 1024;

/** Filter patterns that together let through the FireLens records of these tasks, each as long as it may be. Task ids are checked before. */
export function recordPatterns(taskIds: readonly string[]): readonly string[] {
  const patterns: string[] = [];
  let alternatives: string[] = [];
  for (const id of taskIds) {
    const next = `($.ecs_task_arn = "*/${id}")`;
    if (patternOf([...alternatives, next]).length > longest) {
      patterns.push(patternOf(alternatives));
      alternatives = [];
    }
    alternatives.push(next);
  }
  return alternatives.length === 0 ? patterns : [...patterns, patternOf(alternatives)];
}

function patternOf(alternatives: readonly string[]): string {
  return `{ ${alternatives.join(" || ")} }`;
}
