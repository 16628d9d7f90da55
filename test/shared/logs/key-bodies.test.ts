import { describe, expect, it } from "vitest";
import { withoutKeyBodies } from "../../../shared/logs/key-bodies.ts";

const inner = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

function masked(...texts: readonly string[]) {
  return withoutKeyBodies(texts.map((text) => ({ text }))).map(({ text }) => text);
}

describe("a private key that was logged line by line", () => {
  it("loses its inner lines, and no others", () => {
    const [begin, end] = ["-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"];

    expect(masked("before", begin, inner, inner, end, inner, "after")).toEqual([
      "before",
      begin,
      "[private key]",
      "[private key]",
      end,
      inner,
      "after",
    ]);
  });

  it("loses them also where its beginning is not among the lines, or its end is not", () => {
    expect(masked(inner, "-----END PRIVATE KEY-----", "up")).toEqual([
      "[private key]",
      "-----END PRIVATE KEY-----",
      "up",
    ]);
    expect(masked("-----BEGIN PRIVATE KEY-----", inner)).toEqual(["-----BEGIN PRIVATE KEY-----", "[private key]"]);
  });

  it("hides no words that stand between", () => {
    expect(masked("-----BEGIN PRIVATE KEY-----", "ERROR cannot parse the key")).toContain("ERROR cannot parse the key");
  });
});
