import { createHash } from "node:crypto";
import { constant, html, type Markup, textOf } from "./html.ts";
import { style } from "./style.ts";

/** What a browser may do with a page: show its own style, and nothing else. Nothing is loaded, run or sent. */
export const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A whole page as text, in one file: no script, no request. */
export function layout(title: string, body: Markup): string {
  return textOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${title}</title><style>${constant(style)}</style></head>
<body>${body}</body></html>
`);
}
