import { AsyncLocalStorage } from "node:async_hooks";
import type { HttpHandler, HttpHandlerUserInput, HttpRequest } from "@smithy/core/protocols";
import type { LambdaFunction } from "../../local/lambda/lambda.ts";
import { LambdaError } from "../../local/lambda/lambda-error.ts";
import { awsAddress } from "../../local/server/address.ts";
import type { Handlers } from "../../local/world/handlers.ts";
import { shippedHandlers } from "../../local/world/shipped-handlers.ts";
import type { Platform } from "../../shared/platform.ts";

/** One call that changes something outside, in the order in which a function made them during a run. */
export interface SideEffect {
  readonly function: string;
  readonly action: string;
  /** Counted from 1, per function over the whole run. */
  readonly number: number;
}

/** Kills a function at one of its side effects: before the call is sent, or when it is done and its answer not yet read. */
export interface Crash {
  readonly function: string;
  readonly number: number;
  readonly moment: "before" | "after";
}

export interface Interruption {
  readonly crash?: Crash;
  /** Told of every side effect, before it is made. */
  readonly onSideEffect?: (effect: SideEffect) => void;
}

/** A read can be repeated at will; everything else leaves something behind. */
const reads = /:(Get|BatchGet|List|Describe|Query|Scan|Filter|GET$)/;

interface Invocation {
  readonly name: string;
  isDead: boolean;
  readonly die: () => void;
}

/** The shipped functions, one of which dies once. What a dead invocation still has in hand never goes on, and the next one starts cold. */
export function interruptedHandlers({ crash, onSideEffect = () => {} }: Interruption): Handlers {
  return (platform) => {
    const current = new AsyncLocalStorage<Invocation>();
    const numbers = new Map<string, number>();
    const through = async <Answer>(action: string, send: () => Promise<Answer>): Promise<Answer> => {
      const invocation = current.getStore();
      if (invocation === undefined) return send();
      if (invocation.isDead) return never();
      if (reads.test(action)) return send();
      const number = (numbers.get(invocation.name) ?? 0) + 1;
      numbers.set(invocation.name, number);
      onSideEffect({ function: invocation.name, action, number });
      const isHit = crash?.function === invocation.name && crash.number === number;
      if (isHit && crash.moment === "before") return dead(invocation);
      const answer = await send();
      return isHit ? dead(invocation) : answer;
    };
    return mortal(watched(platform, through), current);
  };
}

type Through = <Answer>(action: string, send: () => Promise<Answer>) => Promise<Answer>;

function watched(platform: Platform, through: Through): Platform {
  return {
    ...platform,
    transport: (limits) => {
      const inner = platform.transport(limits) as HttpHandler;
      return {
        ...inner,
        handle: (request, options) => through(actionOf(request), () => inner.handle(request, options)),
      } satisfies HttpHandlerUserInput;
    },
    fetch: (input, init) => through(`gitlab:${init?.method ?? "GET"}`, () => platform.fetch(input, init)),
  };
}

/** The clients send text or bytes; the Query protocol names its operation in them. */
function actionOf({ headers, body }: Pick<HttpRequest, "headers" | "body">): string {
  const address = awsAddress(new Headers(headers), body as string | Uint8Array | undefined);
  if (address === undefined) throw new Error("A request is of no service that is known.");
  return `${address.service}:${address.operation}`;
}

function mortal(platform: Platform, current: AsyncLocalStorage<Invocation>): Readonly<Record<string, LambdaFunction>> {
  let container = shippedHandlers(platform);
  const names = Object.keys(container);
  return Object.fromEntries(
    names.map((name): [string, LambdaFunction] => [
      name,
      {
        timeoutSeconds: container[name]?.timeoutSeconds ?? 0,
        handler: (event, context) =>
          new Promise((resolve, reject) => {
            const die = (): void => {
              container = shippedHandlers(platform);
              reject(new LambdaError("Lambda.Unknown", "The function's process ended."));
            };
            const work = async (): Promise<unknown> => container[name]?.handler(event, context);
            current.run({ name, isDead: false, die }, work).then(resolve, reject);
          }),
      },
    ]),
  );
}

function dead<Answer>(invocation: Invocation): Promise<Answer> {
  invocation.isDead = true;
  invocation.die();
  return never();
}

function never(): Promise<never> {
  return new Promise(() => {});
}

/** How a function is invoked a second time with the same event, as every queue and every retry may do. */
export const repeats = ["one after the other", "both at once"] as const;
export type Repeat = (typeof repeats)[number];

/** The shipped functions, one of which is always invoked twice; the caller hears of the second. */
export function repeatedHandlers(name: string, repeat: Repeat): Handlers {
  return (platform) => {
    const functions = shippedHandlers(platform);
    const target = functions[name];
    if (target === undefined) throw new Error(`There is no function ${name}.`);
    const handler: LambdaFunction["handler"] = async (event, context) => {
      const copy = structuredClone(event);
      const first = (async () => target.handler(event, context))();
      if (repeat === "one after the other") await first.catch(() => undefined);
      const [, second] = await Promise.allSettled([first, (async () => target.handler(copy, context))()]);
      if (second.status === "rejected") throw second.reason;
      return second.value;
    };
    return { ...functions, [name]: { ...target, handler } };
  };
}
