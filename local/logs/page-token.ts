import { invalid } from "./log-group-of.ts";

/** Continues a read after an event; bound to the read's other parameters, as AWS binds its tokens. */
export interface PageToken {
  readonly read: string;
  /** Number of the event to continue after; 0 = from the start. */
  readonly after: number;
}

export function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

/** Throws InvalidParameterException when the token is not of this read. */
export function readToken(text: string, read: string): PageToken {
  const token: unknown = parsed(Buffer.from(text, "base64url").toString());
  const isToken = typeof token === "object" && token !== null && "read" in token && "after" in token;
  if (!isToken || token.read !== read || typeof token.after !== "number")
    throw invalid("The specified nextToken is invalid.");
  return { read, after: token.after };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
