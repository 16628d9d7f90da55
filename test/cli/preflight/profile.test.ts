import { describe, expect, it } from "vitest";
import { aDefinition, aFoundProfile } from "../../builders/a-preflight.ts";
import { denied, judged } from "./judged.ts";

describe("the profile", () => {
  it("that may not be read is not judged", () => {
    expect(judged("profile", { ...aFoundProfile(undefined), profile: denied })).toMatchObject({
      status: "SKIP",
      unread: "denied",
    });
  });

  it("that is not there is a warning", () => {
    expect(judged("profile", aFoundProfile(undefined))).toMatchObject({
      status: "WARN",
      next: "Publish one as the SSM parameter <prefix>/profiles/production/shop.",
    });
  });

  it.each([
    ["checks: 1", "checks: "],
    ["checks: [{ name: a, kind: log-errors, pattern: '(?=x)', max: 1 }]", "checks[0].pattern: is no RE2 pattern"],
    ["service: other", "service: is other, but the profile was found for shop"],
    ["a: [", "is neither YAML nor JSON"],
  ])("%s cannot be used", (text, problem) => {
    expect(judged("profile", aFoundProfile(text))).toMatchObject({
      status: "NG",
      says: expect.stringContaining(problem),
    });
  });

  it("with many problems shows three of them and counts the rest", () => {
    const checks = ["a", "b", "c", "d", "e"].map((name) => `{ name: ${name}, kind: nonsense }`).join(", ");

    expect(judged("profile", aFoundProfile(`checks: [${checks}]`)).says).toMatch(/; and 2 more$/);
  });

  it.each(["{}", "checks: [{ name: up, kind: log-presence, mode: shadow }]"])(
    "%s sees nothing of the application",
    (text) => {
      expect(judged("profile", aFoundProfile(text))).toMatchObject({
        status: "WARN",
        says: "/prefix/profiles/production/shop: only the health of the tasks decides",
      });
    },
  );

  it("that has a check of its own is OK", () => {
    expect(judged("profile")).toMatchObject({
      status: "OK",
      says: "/prefix/profiles/production/shop: 2 of 2 checks decide",
    });
  });
});

describe("containers that checks name", () => {
  it("must be there, in checks of any kind", () => {
    const named = aFoundProfile(
      "checks: [{ name: up, kind: log-presence, container: [app, web] }, { name: image, kind: artifact, container: api }]",
    );

    expect(judged("named containers", named)).toMatchObject({
      status: "NG",
      says: "up names web; image names api; the task definition has app",
    });
  });

  it("are none, or cannot be compared", () => {
    expect(judged("named containers", aFoundProfile("{}"))).toMatchObject({
      status: "SKIP",
      says: "no check names a container",
    });
    expect(judged("named containers", { definition: { value: undefined } })).toMatchObject({ status: "SKIP" });
  });

  it("are there", () => {
    const definition = aDefinition({}, { name: "proxy" });

    expect(judged("named containers", { definition })).toMatchObject({ status: "OK", says: "app" });
  });
});
