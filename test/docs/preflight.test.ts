import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../cli/preflight/judge.ts";

describe("docs/preflight.md", () => {
  it("explains every item, in its order", () => {
    const page = readFileSync(new URL("../../docs/preflight.md", import.meta.url), "utf8");
    const [, items = ""] = page.split("## The items");
    const named = [...items.matchAll(/^\| ([^|]+?) \|/gm)].map(([, name]) => name);

    expect(named.slice(2)).toEqual(rules.map(({ name }) => name));
  });
});
