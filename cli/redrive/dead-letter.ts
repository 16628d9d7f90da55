/** A message of a dead-letter queue, made readable. */
export interface DeadLetter {
  /** The event as its receiver was to get it. */
  readonly event: unknown;
  /** When the event happened; empty when it does not say. */
  readonly time: string;
  /** What it is about, e.g. `ECS Task State Change`. */
  readonly type: string;
  /** Why it was not handled. */
  readonly error: string;
}

/** A message as SQS hands it out. */
export interface QueuedMessage {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** String values of its message attributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Lambda keeps a call that failed as `requestPayload` and `responsePayload`; EventBridge keeps the event alone, with the error in
 * message attributes (docs: EventBridge "using dead-letter queues", Lambda "asynchronous invocation records"). Undefined for anything else.
 */
export function deadLetterOf({ body, attributes }: Pick<QueuedMessage, "body" | "attributes">): DeadLetter | undefined {
  const message = parsed(body);
  const event = isObject(message) && "requestPayload" in message ? message["requestPayload"] : message;
  if (!isObject(event) || typeof event["detail-type"] !== "string") return undefined;
  return {
    event,
    time: typeof event["time"] === "string" ? event["time"] : "",
    type: event["detail-type"],
    error: errorOf(isObject(message) ? message["responsePayload"] : undefined, attributes),
  };
}

function errorOf(response: unknown, { ERROR_CODE: code, ERROR_MESSAGE: text }: QueuedMessage["attributes"]): string {
  const { errorType, errorMessage } = isObject(response) ? response : {};
  const parts = [errorType, errorMessage, code, text].filter((part) => typeof part === "string");
  return parts.join(": ").slice(0, 300) || "no error is named";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
