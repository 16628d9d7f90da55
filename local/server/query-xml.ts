/** The XML of the Query protocol (smithy.io, AWS query protocol). */

const requestId = "00000000-0000-4000-8000-ffffffffffff";

/** The answer to a call that went well; `members` are those of the operation's result. */
export function queryResult(operation: string, xmlns: string, members: object): Response {
  const result = element(`${operation}Result`, xmlOf(members));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  return xmlResponse(200, `<${operation}Response xmlns="${xmlns}">${result}${metadata}</${operation}Response>`);
}

/** A service's own error. */
export function queryFault(status: number, code: string, message: string): Response {
  const type = status >= 500 ? "Receiver" : "Sender";
  const error = [element("Type", type), element("Code", code), element("Message", escaped(message))].join("");
  return xmlResponse(status, element("ErrorResponse", `${element("Error", error)}${element("RequestId", requestId)}`));
}

function xmlOf(members: object): string {
  return Object.entries(members)
    .map(([name, value]: [string, unknown]) => {
      if (Array.isArray(value))
        return element(name, value.map((each) => element("member", textOfValue(each))).join(""));
      return element(name, textOfValue(value));
    })
    .join("");
}

function textOfValue(value: unknown): string {
  return typeof value === "object" && value !== null ? xmlOf(value) : escaped(String(value));
}

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function xmlResponse(status: number, body: string): Response {
  return new Response(`<?xml version="1.0"?>\n${body}`, {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
  });
}
