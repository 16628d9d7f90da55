/** Lines that one query returns at most (one page of GetQueryResults). */
export const queryLimit = 10_000;

/** A query may be 10,000 characters long. */
const maxQueryLength = 10_000;

/**
 * The query for lines of these streams that contain one of the literals. Stream names are checked before (no quotes),
 * literals are quoted here; a filter that would make the query too long is left out, as it only narrows.
 */
export function insightsQuery(streams: readonly string[], literals: readonly string[]): string {
  const head = `fields @timestamp, @logStream, @message\n| filter @logStream in [${streams.map(quoted).join(", ")}]`;
  const tail = `\n| sort @timestamp asc\n| limit ${queryLimit}`;
  const narrow =
    literals.length === 0
      ? ""
      : `\n| filter ${literals.map((literal) => `@message like ${quoted(literal)}`).join(" or ")}`;
  const query = `${head}${narrow}${tail}`;
  return query.length <= maxQueryLength ? query : `${head}${tail}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
