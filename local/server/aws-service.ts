import { NormalizedSchema } from "@smithy/core/schema";
import { signedRegion } from "./address.ts";
import { decode, encode, ShapeError } from "./aws-shapes.ts";
import type { Answer, EmbeddedServer, ServedRequest } from "./embedded-server.ts";
import { plainAnswer } from "./plain-message.ts";
import { ServiceError } from "./service-error.ts";

/** What a handler knows of a call besides its input. */
export interface Call {
  readonly operation: string;
  readonly region: string;
  readonly requestId: string;
  /** Of the credentials that signed it; undefined for an unsigned call. */
  readonly accessKeyId?: string | undefined;
}

/** Input and output as the SDK types them; the schemas have checked both, so a handler names its input's type itself. */
export type Operation = (input: never, call: Call) => Promise<object>;

/** Runs before the operation with its typed input; throws ServiceError to refuse. */
export type Check = (input: Readonly<Record<string, unknown>>, call: Call) => void;

export interface AwsServiceOptions {
  /** IAM prefix, e.g. `ecs`. */
  readonly name: string;
  /** Before the dot of `X-Amz-Target`. */
  readonly targetPrefix: string;
  readonly contentType: "application/x-amz-json-1.0" | "application/x-amz-json-1.1";
  /** The client package's exports, among them its Smithy schemas (`DescribeServices$`). */
  readonly shapes: object;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Limits the schemas do not carry: constraints, rate quotas. */
  readonly checks?: readonly Check[];
  /** The name under which this service refuses a missing member; `ValidationException` unless told. */
  readonly validationError?: string;
}

/**
 * A simulated AWS JSON service. It refuses what does not fit the SDK's own shapes: stricter than AWS in one point, unknown
 * members, which AWS ignores and a test must not. An operation that exists but is not simulated is unknown.
 */
export function awsService(options: AwsServiceOptions): EmbeddedServer {
  const schemas = operationSchemas(options.shapes);
  let count = 0;
  return async (request) => {
    count += 1;
    const requestId = `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    const answer = (status: number, body: unknown): Answer =>
      jsonResponse(options.contentType, status, { body, requestId });
    try {
      const operation = operationOf(request, options);
      const [schema, handler] = [schemas.get(operation), options.operations[operation]];
      if (schema === undefined)
        throw new ServiceError("UnknownOperationException", `${options.name} has no operation ${operation}.`);
      if (handler === undefined)
        throw new ServiceError("UnknownOperationException", `${options.name}:${operation} is not simulated.`);
      const input = readInput(schema.input, await request.text(), options.validationError ?? "ValidationException");
      const call: Call = { operation, region: signedRegion(request.headers), requestId };
      for (const check of options.checks ?? []) check(input, call);
      // The schema has given the input the type that the handler names.
      return answer(200, writeOutput(schema.output, await handler(input as never, call), operation));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return answer(error.status, { __type: error.type, message: error.message, ...error.members });
    }
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

export interface OperationSchema {
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const knownSchemas = new WeakMap<object, ReadonlyMap<string, OperationSchema>>();

/** By operation; read once for each client package, as every world has all services. */
export function operationSchemas(shapes: object): ReadonlyMap<string, OperationSchema> {
  const schemas = knownSchemas.get(shapes) ?? readSchemas(shapes);
  knownSchemas.set(shapes, schemas);
  return schemas;
}

/** A static operation schema is `[9, namespace, name, traits, input, output]` (`@smithy/types`, static-schemas). */
function readSchemas(shapes: object): ReadonlyMap<string, OperationSchema> {
  const operations = Object.values(shapes).filter(
    (shape): shape is unknown[] => Array.isArray(shape) && shape[0] === 9,
  );
  if (operations.length === 0) throw new Error("The client package exports no operation schemas.");
  return new Map(
    operations.map(([, , name, , input, output]) => [
      String(name),
      { input: NormalizedSchema.of(input as SchemaRef), output: NormalizedSchema.of(output as SchemaRef) },
    ]),
  );
}

function operationOf(request: ServedRequest, { contentType, targetPrefix, name }: AwsServiceOptions): string {
  const given = request.headers.get("content-type") ?? "none";
  if (request.method !== "POST" || given !== contentType) {
    throw new ServiceError(
      "UnknownOperationException",
      `${name} speaks POST with ${contentType}, not ${request.method} with ${given}.`,
      404,
    );
  }
  const [prefix, operation] = (request.headers.get("x-amz-target") ?? "").split(".");
  if (prefix !== targetPrefix || !operation) {
    throw new ServiceError(
      "UnknownOperationException",
      `${name} does not know the target ${request.headers.get("x-amz-target") ?? "(none)"}.`,
    );
  }
  return operation;
}

function readInput(schema: NormalizedSchema, text: string, validationError: string): Record<string, unknown> {
  try {
    return decode(schema, JSON.parse(text === "" ? "{}" : text)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ServiceError("SerializationException", "The body is not JSON.");
    if (!(error instanceof ShapeError)) throw error;
    if (error.problem !== "missing member") throw new ServiceError("SerializationException", error.message);
    throw new ServiceError(validationError, `1 validation error detected: ${error.message}`);
  }
}

function writeOutput(schema: NormalizedSchema, output: object, operation: string): unknown {
  try {
    return encode(schema, output);
  } catch (error) {
    throw new Error(`The simulated ${operation} gave an output that AWS could not give.`, { cause: error });
  }
}

function jsonResponse(
  contentType: string,
  status: number,
  answer: { readonly body: unknown; readonly requestId: string },
): Answer {
  const headers = { "content-type": contentType, "x-amzn-requestid": answer.requestId };
  return plainAnswer(JSON.stringify(answer.body), { status, headers });
}
