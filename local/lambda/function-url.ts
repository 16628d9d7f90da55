import type { FunctionUrlRequest, FunctionUrlResponse } from "../../shared/schema/function-url.ts";
import type { ServedRequest, WebServer } from "../server/embedded-server.ts";
import type { Lambda } from "./lambda.ts";
import { LambdaError } from "./lambda-error.ts";

/**
 * A function behind a URL of its own without a login, with payload format 2.0: header names in lower case, and a function that fails is
 * answered with 502 and no word of why (Lambda guide, "Invoking Lambda function URLs").
 */
export function functionUrl(lambda: Pick<Lambda, "invoke">, name: string): WebServer {
  return async (request) => {
    try {
      return answer((await lambda.invoke(name, payload(request))) as unknown as FunctionUrlResponse);
    } catch (error) {
      if (!(error instanceof LambdaError)) throw error;
      return error.name === "Lambda.TooManyRequestsException" ? refusal(429, "Rate Exceeded.") : serverError();
    }
  };
}

function payload(request: ServedRequest): FunctionUrlRequest & Readonly<Record<string, unknown>> {
  const { pathname, searchParams, host } = new URL(request.url);
  const { method } = request;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString: searchParams.toString(),
    headers: { ...Object.fromEntries(request.headers), host },
    requestContext: { http: { method } },
    isBase64Encoded: false,
  };
}

/** What a function returns without a status or a body is no answer. */
function answer({ statusCode, headers, body, isBase64Encoded }: Partial<FunctionUrlResponse>): Response {
  if (statusCode === undefined || body === undefined) return serverError();
  const bytes = isBase64Encoded ? Buffer.from(body, "base64") : body;
  return new Response(bytes.length === 0 ? null : bytes, { status: statusCode, headers: headers ?? {} });
}

function serverError(): Response {
  return refusal(502, "Internal Server Error");
}

function refusal(status: number, message: string): Response {
  return Response.json({ Message: message }, { status });
}
