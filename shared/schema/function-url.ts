import * as z from "zod/mini";

/** What a Lambda function URL sends (payload format 2.0), as far as it is read. Header names come in lower case. */
export const FunctionUrlRequest = z.object({
  version: z.literal("2.0"),
  rawPath: z.string(),
  headers: z._default(z.record(z.string(), z.string()), {}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});
export type FunctionUrlRequest = z.infer<typeof FunctionUrlRequest>;

/** What it makes an HTTP response of. */
export interface FunctionUrlResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}
