import type { ServedRequest } from "../server/embedded-server.ts";
import { unfit } from "./reply.ts";

export type Parameters = Readonly<Record<string, string>>;

/** The parameters of an endpoint and their types, after GitLab's API documentation. */
export type Declared = Readonly<Record<string, "text" | "integer" | "number" | "boolean">>;

const forms = { integer: /^\d+$/, number: /^\d+(?:\.\d+)?$/, boolean: /^(?:true|false)$/, text: /^/ };

/** Query and body together. Stricter than GitLab, which passes over what it does not know: a misspelt parameter must show. */
export async function parametersOf(request: ServedRequest, declared: Declared): Promise<Parameters> {
  const given = { ...Object.fromEntries(new URL(request.url).searchParams), ...(await bodyOf(request)) };
  for (const [name, value] of Object.entries(given)) {
    const type = declared[name];
    if (type === undefined) throw unfit(`${name} is unknown`);
    if (!forms[type].test(value)) throw unfit(`${name} is invalid`);
  }
  return given;
}

async function bodyOf(request: ServedRequest): Promise<Parameters> {
  const text = await request.text();
  if (text === "") return {};
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  if (!type.startsWith("application/json")) throw unfit(`content type ${type} is not supported`);
  return fromJson(text);
}

function fromJson(text: string): Parameters {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw unfit("the body is no JSON");
  }
  if (typeof body !== "object" || body === null) throw unfit("the body is no object");
  const given = Object.entries(body).filter(([, value]) => value !== null);
  const nested = given.find(([, value]) => typeof value === "object");
  if (nested) throw unfit(`${nested[0]} is invalid`);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
