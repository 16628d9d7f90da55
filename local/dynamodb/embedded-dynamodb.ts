import { EventEmitter } from "node:events";
import dynalite, { type DynaliteServer } from "dynalite";
import type { Answer, EmbeddedServer } from "../server/embedded-server.ts";
import { plainAnswer } from "../server/plain-message.ts";
import { keyOf } from "./item-key.ts";

/**
 * DynamoDB in this process: dynalite without its socket. Added here: `ReturnValuesOnConditionCheckFailure: ALL_OLD` and
 * UpdateTimeToLive (items never expire). Requests run one after another, so that what a failed condition returns is what it saw.
 * Not there: transactions, streams, PartiQL.
 */
export function embeddedDynamodb(): EmbeddedServer {
  const [listener] = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 }).listeners("request");
  if (listener === undefined) throw new Error("dynalite has no request listener.");
  const send = sender(listener);
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
type Send = (exchange: Exchange) => Promise<Answer>;
type Listener = ReturnType<DynaliteServer["listeners"]>[number];

/** Hands dynalite's own listener a request as a socket would, in one piece. */
function sender(listener: Listener): Send {
  return ({ headers, body }) =>
    new Promise((resolve) => {
      const request = Object.assign(new EventEmitter(), { method: "POST", url: "/", headers });
      const answered: Record<string, string> = {};
      listener(request, {
        statusCode: 200,
        setHeader(name, value) {
          answered[name] = String(value);
        },
        end(text = "") {
          resolve(plainAnswer(text, { status: this.statusCode, headers: answered }));
        },
      });
      request.emit("data", Buffer.from(body));
      request.emit("end");
    });
}

async function respond(send: Send, exchange: Exchange): Promise<Answer> {
  const operation = exchange.headers["x-amz-target"]?.split(".")[1];
  if (operation === "UpdateTimeToLive") return timeToLive(exchange);
  const response = await send(exchange);
  const input = response.status === 400 ? parsed(exchange.body) : {};
  if (input.ReturnValuesOnConditionCheckFailure !== "ALL_OLD") return response;
  const error = parsed(await response.text());
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
async function withOldItem(send: Send, { exchange, input, error }: FailedCondition): Promise<Answer> {
  const ask = async (operation: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { ...exchange.headers, "x-amz-target": `DynamoDB_20120810.${operation}` };
    return parsed(await (await send({ headers, body: JSON.stringify(body) })).text());
  };
  const TableName = input.TableName;
  const Key = input.Key ?? keyOf(input.Item, await ask("DescribeTable", { TableName }));
  const { Item } = await ask("GetItem", { TableName, Key, ConsistentRead: true });
  const headers = { "content-type": "application/x-amz-json-1.0" };
  return plainAnswer(JSON.stringify({ ...error, ...(Item ? { Item } : {}) }), { status: 400, headers });
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text || "{}");
  return typeof value === "object" && value !== null ? { ...value } : {};
}
