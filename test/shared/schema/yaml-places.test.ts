import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { yamlPlaces } from "../../../shared/schema/yaml-places.ts";

const text = `# a profile
service: &a shop
checks:
  - { name: logs, kind: log-presence, "withn": 3m }
  - name: errors
    pattern: |
      ERROR
    container: [app, 'web']
copy: *a
`;

function at(path: readonly PropertyKey[]): string | undefined {
  const found = yamlPlaces(text)(path);
  return found && `${found.line}:${found.column}`;
}

describe("the place of a path in a text", () => {
  it.each([
    [["a: ["], ["a"]],
    [[""], ["a"]],
    [["# nothing"], []],
    [["---\n---\n"], ["a"]],
  ])("is nowhere in %j", ([yaml = ""], path) => {
    expect(yamlPlaces(yaml)(path)).toBeUndefined();
  });

  it.each([
    [[], "2:1"],
    [["service"], "2:1"],
    [["checks"], "3:1"],
    [["checks", 0], "4:5"],
    [["checks", 0, "withn"], "4:39"],
    [["checks", 1], "5:5"],
    [["checks", 1, "pattern"], "6:5"],
    [["checks", 1, "container", 1], "8:22"],
  ])("%j is %s", (path, place) => {
    expect(at(path)).toBe(place);
  });

  it("is that of the part that is there", () => {
    expect([at(["gitlab", "project"]), at(["checks", 1, "kind"]), at(["checks", 7]), at(["copy", "x"])]).toEqual([
      "2:1",
      "5:5",
      "3:1",
      "9:1",
    ]);
  });

  it("counts lines as editors do, whatever ends them", () => {
    expect(yamlPlaces("a: 1\r\nb: 2\rc: 3\n")(["c"])).toEqual({ line: 3, column: 1 });
  });

  it("is that of the key, in YAML and in JSON, for every path of any document", () => {
    const key = fc.stringMatching(/^[a-z][a-z: '"#-]{0,6}[a-z]$/);
    const { tree } = fc.letrec<{ tree: unknown; leaf: unknown; map: unknown; list: unknown }>((tie) => ({
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
      map: fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
      list: fc.array(tie("tree"), { maxLength: 4 }),
      tree: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("map"), tie("list")),
    }));
    const writers: ((value: unknown) => string)[] = [dump, (value) => JSON.stringify(value, null, 2)];
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), fc.constantFrom(...writers), (value, write) => {
        const written = write(value);
        const lines = written.split("\n");
        const places = yamlPlaces(written);
        for (const path of keyPaths(value)) {
          const { line, column } = places(path) ?? { line: 0, column: 0 };
          const rest = (lines[line - 1] ?? "").slice(column - 1);
          const name = String(path.at(-1));
          expect(
            [name, JSON.stringify(name), `'${name.replaceAll("'", "''")}'`].some((form) => rest.startsWith(form)),
          ).toBe(true);
        }
      }),
    );
  });
});

function keyPaths(value: unknown, above: readonly PropertyKey[] = []): readonly (readonly PropertyKey[])[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => keyPaths(each, [...above, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [[...above, key], ...keyPaths(each, [...above, key])]);
}
