import type { LogTarget } from "../domain/log.ts";

/** Lines that one query returns at most (one page of GetQueryResults). */
export const queryLimit = 10_000;

/** A query may be 10,000 characters long. */
const maxQueryLength = 10_000;

/**
 * The query for lines of a target that contain one of the literals. Stream names and task ids are checked before (no quotes),
 * literals are quoted here; a filter that would make the query too long is left out, as it only narrows.
 */
export function insightsQuery(target: Pick<LogTarget, "streams" | "taskIds">, literals: readonly string[]): string {
  const head = `fields @timestamp, @logStream, @message\n| filter ${whoseLines(target)}`;
  const tail = `\n| sort @timestamp asc\n| limit ${queryLimit}`;
  // A part of a cut line may hold half of the literal.
  const wanted = target.taskIds === undefined || literals.length === 0 ? literals : [...literals, "partial_message"];
  const narrow = wanted.length === 0 ? "" : `\n| filter ${contains(wanted)}`;
  const query = `${head}${narrow}${tail}`;
  return query.length <= maxQueryLength ? query : `${head}${tail}`;
}

/**
 * A FireLens record is found by its task's id as a text: the field `ecs_task_arn` is not discovered in the class Infrequent Access,
 * nor behind 200 other fields. Other lines that hold the id are sorted out afterwards.
 */
function whoseLines({ streams, taskIds }: Pick<LogTarget, "streams" | "taskIds">): string {
  return taskIds === undefined ? `@logStream in [${streams.map(quoted).join(", ")}]` : contains(taskIds);
}

function contains(texts: readonly string[]): string {
  return texts.map((text) => `@message like ${quoted(text)}`).join(" or ");
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
