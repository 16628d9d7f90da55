/** What DynamoDB keeps under one key. */
export type Item = Readonly<Record<string, unknown>>;
