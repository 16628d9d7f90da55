/** A commit status as GitLab lists it. `status` may be a word of CI jobs, e.g. `manual`, as jobs are listed too. */
export interface StatusRow {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly description: string;
  readonly targetUrl: string;
  /** Old versions of GitLab leave it out. */
  readonly pipelineId?: string;
}

/** Undefined when the value is no commit status. */
export function statusRow(value: unknown): StatusRow | undefined {
  if (!isObject(value)) return undefined;
  const { id, name, status, description, target_url: targetUrl, pipeline_id: pipelineId } = value;
  if (typeof id !== "number" || typeof name !== "string" || typeof status !== "string") return undefined;
  return {
    id,
    name,
    status,
    description: typeof description === "string" ? description : "",
    targetUrl: typeof targetUrl === "string" ? targetUrl : "",
    ...(typeof pipelineId === "number" && { pipelineId: String(pipelineId) }),
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined for what is no JSON: proxies answer in HTML, GitLab's throttle in plain text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
