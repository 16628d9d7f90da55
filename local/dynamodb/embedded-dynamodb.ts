import type { RequestListener } from "node:http";
import dynalite from "dynalite";
import inject from "light-my-request";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { keyOf } from "./item-key.ts";

/**
 * DynamoDB in this process: dynalite without its socket. Added here: `ReturnValuesOnConditionCheckFailure: ALL_OLD` and
 * UpdateTimeToLive (items never expire). Requests run one after another, so that what a failed condition returns is what it saw.
 * Not there: transactions, streams, PartiQL.
 */
export function embeddedDynamodb(): EmbeddedServer {
  const [listener] = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 }).listeners("request");
  if (listener === undefined) throw new Error("dynalite has no request listener.");
  const send = sender(listener as RequestListener);
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(async () =>
      respond(send, { headers: Object.fromEntries(request.headers), body: await request.text() }),
    );
    last = answer.catch(() => {});
    return answer;
  };
}

interface Exchange {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Send = (exchange: Exchange) => Promise<Response>;

function sender(listener: RequestListener): Send {
  return async ({ headers, body }) => {
    // light-my-request counts the body itself.
    const { "content-length": _length, ...others } = headers;
    const {
      statusCode,
      headers: answered,
      payload,
    } = await inject(listener, { method: "POST", url: "/", headers: others, payload: body });
    // The network dates every answer by the simulation's time.
    const { date: _, ...kept } = answered;
    const answers = Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(payload, { status: statusCode, headers: answers });
  };
}

async function respond(send: Send, exchange: Exchange): Promise<Response> {
  const operation = exchange.headers["x-amz-target"]?.split(".")[1];
  if (operation === "UpdateTimeToLive") return timeToLive(exchange);
  const response = await send(exchange);
  const input = response.status === 400 ? parsed(exchange.body) : {};
  if (input.ReturnValuesOnConditionCheckFailure !== "ALL_OLD") return response;
  const error = parsed(await response.clone().text());
  if (!String(error.__type).endsWith("#ConditionalCheckFailedException")) return response;
  return withOldItem(send, { exchange, input, error });
}

function timeToLive({ body }: Exchange): Response {
  return Response.json({ TimeToLiveSpecification: parsed(body).TimeToLiveSpecification });
}

interface FailedCondition {
  readonly exchange: Exchange;
  readonly input: Record<string, unknown>;
  readonly error: Record<string, unknown>;
}

/** The old item in the error, as AWS gives it; dynalite ignores the parameter. */
async function withOldItem(send: Send, { exchange, input, error }: FailedCondition): Promise<Response> {
  const ask = async (operation: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { ...exchange.headers, "x-amz-target": `DynamoDB_20120810.${operation}` };
    return parsed(await (await send({ headers, body: JSON.stringify(body) })).text());
  };
  const TableName = input.TableName;
  const Key = input.Key ?? keyOf(input.Item, await ask("DescribeTable", { TableName }));
  const { Item } = await ask("GetItem", { TableName, Key, ConsistentRead: true });
  const headers = { "content-type": "application/x-amz-json-1.0" };
  return new Response(JSON.stringify({ ...error, ...(Item ? { Item } : {}) }), { status: 400, headers });
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text || "{}");
  return typeof value === "object" && value !== null ? { ...value } : {};
}
