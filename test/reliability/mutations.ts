import fc from "fast-check";
import { hostileText } from "./hostile-lines.ts";

export type Data = null | boolean | number | string | readonly Data[] | { readonly [name: string]: Data };

/** A sample with one to three of its places replaced, removed, doubled or renamed: most of it stays as it was, so that a reader gets far into it. */
export function mutated(samples: readonly Data[]): fc.Arbitrary<Data> {
  const change = fc.record({
    place: fc.nat(),
    how: fc.constantFrom("replace", "remove", "double", "rename"),
    value: anyData(),
    name: hostileText(),
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([sample, changes]) =>
      changes.reduce((data, each) => changed(data, each, { left: each.place % countOf(data) }), sample),
    );
}

function anyData(): fc.Arbitrary<Data> {
  return fc.oneof(
    { weight: 2, arbitrary: hostileText() },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Data> },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Data>(null, true, 0, -1, 1e308, 2 ** 53, "", "24h", "0s", "99999h", "*", [], {}),
    },
  );
}

interface Change {
  readonly how: string;
  readonly value: Data;
  readonly name: string;
}

function countOf(data: Data): number {
  if (typeof data !== "object" || data === null) return 1;
  return Object.values(data).reduce<number>((sum, each) => sum + countOf(each), 1);
}

/** Walks to the chosen place, counting down as it goes. */
function changed(data: Data, change: Change, place: { left: number }): Data {
  place.left -= 1;
  if (place.left < 0) return change.value;
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data).flatMap(([name, value]): [string, Data][] => {
    if (place.left !== 0 || change.how === "replace")
      return [[name, place.left < 0 ? value : changed(value, change, place)]];
    place.left -= 1;
    if (change.how === "remove") return [];
    if (change.how === "rename") return [[change.name, value]];
    return [
      [name, value],
      [`${name}${change.name}`, value],
    ];
  });
  return Array.isArray(data) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
