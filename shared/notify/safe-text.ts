import { printable } from "../domain/excerpt.ts";

/** One line without control characters, cut at `most` code points: a reason quotes what a container wrote. */
export function oneLine(text: string, most: number): string {
  const points = [...printable(text.toWellFormed()).replaceAll(/\s+/g, " ").trim()];
  return points.length <= most ? points.join("") : `${points.slice(0, most - 1).join("")}…`;
}

/**
 * Foreign text for a chat message, as inline code. Slack then makes nothing of what looks like a link, a mention, an emoji or a
 * format; `<`, `>` and `&` are escaped besides, because `<!channel>` works even in code
 * (https://docs.slack.dev/messaging/formatting-message-text). A backtick would end the code, so it becomes an apostrophe.
 */
export function chatCode(text: string, most: number): string {
  const line = oneLine(text, most).replaceAll("`", "'");
  return line === "" ? "" : `\`${escaped(line)}\``;
}

/**
 * Foreign text where a chat client shows no code, such as a title: letters, digits and `._+-`; whatever else becomes `·`. So does
 * a dot without a digit beside it, which could make a link, and a `_` at the edge of a word, which could make italics.
 */
export function chatWord(text: string, most: number): string {
  return oneLine(text, most)
    .replaceAll(/[^\p{L}\p{N}._+…-]/gu, "·")
    .replaceAll(/(?<!\d)\.(?!\d)/g, "·")
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "·");
}

/** A subject of an SNS message: printable ASCII, fewer than 100 characters, beginning with a letter (API reference, Publish). */
export function mailSubject(text: string): string {
  return oneLine(text, 99)
    .replaceAll("…", "...")
    .replaceAll(/[^\x20-\x7e]/g, "?")
    .slice(0, 99);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
