import { signedKey, signedRegion } from "./address.ts";
import { type Call, type Check, type Operation, operationSchemas } from "./aws-service.ts";
import { decode, encode, ShapeError } from "./aws-shapes.ts";
import type { WebServer } from "./embedded-server.ts";
import { formInput } from "./query-form.ts";
import { queryFault, queryResult } from "./query-xml.ts";
import { ServiceError } from "./service-error.ts";

export interface QueryServiceOptions {
  /** IAM prefix, e.g. `sns`. */
  readonly name: string;
  /** `Version` of every request. */
  readonly version: string;
  readonly xmlns: string;
  /** The client package's exports, among them its Smithy schemas (`Publish$`). */
  readonly shapes: object;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The code under which this service refuses what does not fit a shape. */
  readonly validationError: string;
  /** Limits the schemas do not carry. */
  readonly checks?: readonly Check[];
}

/** A simulated AWS service of the Query protocol (form in, XML out), as strict as `awsService`. */
export function queryService(options: QueryServiceOptions): WebServer {
  const schemas = operationSchemas(options.shapes);
  let count = 0;
  return async (request) => {
    count += 1;
    try {
      const form = new URLSearchParams(await request.text());
      const operation = form.get("Action") ?? "";
      const [schema, handler] = [schemas.get(operation), options.operations[operation]];
      if (form.get("Version") !== options.version || schema === undefined || handler === undefined)
        throw new ServiceError(
          "InvalidAction",
          `${options.name}:${operation} ${form.get("Version")} is not simulated.`,
        );
      const input = refusing(options.validationError, () => decode(schema.input, formInput(schema.input, form)));
      const requestId = `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
      const { headers } = request;
      const call: Call = { operation, region: signedRegion(headers), requestId, accessKeyId: signedKey(headers) };
      for (const check of options.checks ?? []) check(input as Readonly<Record<string, unknown>>, call);
      // The schema has given the input the type that the handler names.
      const output = encode(schema.output, await handler(input as never, call), "date-time");
      return queryResult(operation, options.xmlns, output as object);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return queryFault(error.status, error.type, error.message);
    }
  };
}

function refusing<Value>(code: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) throw new ServiceError(code, `Invalid parameter: ${error.message}`);
    throw error;
  }
}
