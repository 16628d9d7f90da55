const safe: unique symbol = Symbol("markup");

/** Text that may stand in a page as it is: made by `html`, or a constant of this folder. */
export interface Markup {
  readonly [safe]: string;
}

/** What may stand between two parts of a template; `false` and `undefined` leave nothing. */
export type Piece = string | number | Markup | false | undefined | readonly Piece[];

/** Markup of a template. Whatever is put into it is text: it stays inside its element, or inside its attribute when that is in double quotes. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const parts = strings.map((text, index) => (index === 0 ? text : `${written(pieces[index - 1])}${text}`));
  return constant(parts.join(""));
}

/** A text of this folder that holds markup itself, such as a style sheet; never anything that was read. */
export function constant(text: string): Markup {
  return { [safe]: text };
}

/** The page's text. */
export function textOf(markup: Markup): string {
  return markup[safe];
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "object") return safe in piece ? piece[safe] : piece.map(written).join("");
  return escaped(String(piece));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Control characters and marks that turn the text's direction show as `·`: no browser may take them for something else. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "·")
    .replace(/[&<>"'`]/g, (character) => entities[character] ?? "");
}
