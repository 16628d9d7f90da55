/** A whole event as EventBridge hands it to a target. */
export interface EventEnvelope {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** To the second, as AWS services send it: `2026-03-01T10:00:00Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EnvelopeContent {
  readonly source: string;
  readonly detailType: string;
  readonly at: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export function envelope(
  id: string,
  { account, region }: { account: string; region: string },
  content: EnvelopeContent,
): EventEnvelope {
  return {
    version: "0",
    id,
    "detail-type": content.detailType,
    source: content.source,
    account,
    time: `${content.at.slice(0, 19)}Z`,
    region,
    resources: content.resources,
    detail: content.detail,
  };
}
