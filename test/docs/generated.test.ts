import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generatedFiles } from "../../docs/generate/generated-files.ts";

describe("generated files", () => {
  it.each(Object.entries(generatedFiles))("%s is what `npm run docs` writes", (name, text) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text());
  });
});
