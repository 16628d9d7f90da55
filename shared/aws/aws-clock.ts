import type { constructStack } from "@smithy/core/client";
import { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { addSeconds, type Instant, instant, milliseconds, secondsBetween } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";

/** The time of AWS, in which verdicts and decisions are dated, on a machine whose own clock may be wrong. */
export interface AwsClock extends Pick<Clock, "now"> {
  /** How far the machine's clock is ahead of AWS's, behind when negative; undefined as long as no answer told the time. */
  skewSeconds(): number | undefined;
  /** Takes the time from every answer to this client. */
  hear<Input extends object, Output extends object>(client: SdkClient<Input, Output>): void;
}

/** A client of any service. */
interface SdkClient<Input extends object, Output extends object> {
  readonly middlewareStack: Pick<ReturnType<typeof constructStack<Input, Output>>, "add">;
}

/**
 * AWS accepts a signature for five minutes (docs.aws.amazon.com/IAM, Signature Version 4). So the `Date` of an accepted answer
 * that is farther from the date of its request's signature is not AWS's, but that of something on the way.
 */
const signatureSeconds = 300;

/**
 * The machine's time, moved by what the newest believable answer said. A `Date` is cut to whole seconds and was written before
 * the answer came: AWS's time is never told too late, so no soak ends early, and at most a second and the answer's way too early.
 */
export function awsClock(machine: Pick<Clock, "now">): AwsClock {
  let aheadSeconds: number | undefined;
  return {
    now: () => addSeconds(machine.now(), -(aheadSeconds ?? 0)),
    skewSeconds: () => aheadSeconds,
    hear: ({ middlewareStack }) =>
      middlewareStack.add(
        (next) => async (sent) => {
          const result = await next(sent);
          const told = toldTime(sent.request, result.response);
          if (told !== undefined) aheadSeconds = secondsBetween(told, machine.now());
          return result;
        },
        // Nearest to the wire: the request is signed, and an answer that is an error is still an answer.
        { step: "deserialize", priority: "low", name: "hearTimeOfAws" },
      ),
  };
}

/** The time that an answer tells; undefined when it was refused, comes out of a cache, or cannot be AWS's. */
function toldTime(request: unknown, response: unknown): Instant | undefined {
  if (!HttpRequest.isInstance(request) || !HttpResponse.isInstance(response)) return undefined;
  const told = Date.parse(header(response.headers, "date") ?? "");
  const signed = signedAt(header(request.headers, "x-amz-date") ?? "");
  if (response.statusCode >= 300 || header(response.headers, "age") !== undefined || Number.isNaN(told))
    return undefined;
  if (signed === undefined || Math.abs(secondsBetween(signed, instant(told))) > signatureSeconds) return undefined;
  return instant(told);
}

/** `20260301T100000Z` as an instant. */
function signedAt(text: string): Instant | undefined {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const at = milliseconds(iso);
  return Number.isNaN(at) ? undefined : instant(at);
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
