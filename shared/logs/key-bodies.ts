const begin = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;
const end = /-----END [A-Z ]{0,40}PRIVATE KEY/;
const body = /^[\s"']*[A-Za-z0-9+/=]{16,}[\s"',\\n]*$/;

/**
 * The lines of a stream with the inner lines of private keys masked: awslogs makes one record of every line, so that no record
 * holds a key as a whole. Also where only its end is among the lines.
 */
export function withoutKeyBodies<Line extends { readonly text: string }>(lines: readonly Line[]): readonly Line[] {
  const texts = lines.map(({ text }) => text);
  const firstEnd = texts.findIndex((text) => end.test(text));
  const firstBegin = texts.findIndex((text) => begin.test(text));
  let isInside = firstEnd >= 0 && (firstBegin < 0 || firstEnd < firstBegin);
  return lines.map((line) => {
    const [begins, ends] = [begin.test(line.text), end.test(line.text)];
    const isBody = isInside && !begins && !ends && body.test(line.text);
    isInside = begins ? !ends : isInside && !ends;
    return isBody ? { ...line, text: "[private key]" } : line;
  });
}
