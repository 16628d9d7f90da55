import { describe, expect, it } from "vitest";
import { resolveProfile } from "../../../shared/schema/resolve-profile.ts";

function resolved(text: string) {
  return resolveProfile({ text, source: "profile.yaml" }, "shop").resolved;
}

describe("what a profile wants to be told of", () => {
  it.each(["notify: { on: [sometimes] }", "notify: { on: failed }", "notify: { at: [failed] }", "notify: yes"])(
    "is refused as %s, and the default holds",
    (text) => {
      const { problems, notifyOn } = resolved(text);
      expect(problems).not.toEqual([]);
      expect(problems[0]).toMatch(/^notify/);
      expect(notifyOn).toEqual(["failed", "inconclusive"]);
    },
  );

  it.each([
    ["", ["failed", "inconclusive"]],
    ["notify: {}", ["failed", "inconclusive"]],
    ["notify: { on: [] }", []],
    ["notify: { on: [started, superseded] }", ["started", "superseded"]],
  ])("is %j as %j", (text, kinds) => {
    expect(resolved(text)).toMatchObject({ notifyOn: kinds, problems: [] });
  });
});
