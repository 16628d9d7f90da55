import { ServiceError } from "../../server/service-error.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** One page of a list; the token is opaque and names where the next page starts. */
export function page<Item>(
  all: readonly Item[],
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
  pageSize: { readonly usual: number; readonly most: number } = { usual: 100, most: 100 },
): Page<Item> {
  if (maxResults !== undefined && (maxResults < 1 || maxResults > pageSize.most)) {
    throw new ServiceError("InvalidParameterException", `maxResults must be between 1 and ${pageSize.most}.`);
  }
  const from = nextToken === undefined ? 0 : offset(nextToken);
  const to = from + (maxResults ?? pageSize.usual);
  return {
    items: all.slice(from, to),
    nextToken: to < all.length ? Buffer.from(`from ${to}`).toString("base64") : undefined,
  };
}

function offset(token: string): number {
  const [, from] = /^from (\d+)$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (from === undefined) throw new ServiceError("InvalidParameterException", "Invalid token.");
  return Number(from);
}
