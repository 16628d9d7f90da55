import { styleText } from "node:util";
import type { Screen } from "../cli.ts";
import { clip, type Line } from "./line.ts";

/** The line as this stream shows it: no control character but our own colours, and those only where the stream takes them. */
export function rendered(of: Line, stream: Screen, columns = Number.POSITIVE_INFINITY): string {
  return clip(of, columns)
    .map(({ text, style }) => (style === undefined || text === "" ? text : styleText(style, text, { stream })))
    .join("");
}

/** Every text that reaches a terminal goes through here or through the live screen. */
export function print(stream: Screen, lines: readonly Line[], columns?: number): void {
  stream.write(lines.map((each) => `${rendered(each, stream, columns)}\n`).join(""));
}

/** One JSON document; characters that a terminal would obey are escaped. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

export function printJson(stream: Screen, value: unknown): void {
  stream.write(jsonText(value));
}
