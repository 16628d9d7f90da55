import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StatusIntent } from "../../../shared/domain/commit-status.ts";
import { externalName, fitIntent, fitName, fitText, normalHost } from "../../../shared/gitlab/fit-intent.ts";
import { aCommit, aStatusIntent } from "../../builders/a-status-intent.ts";

function fitted(over: Partial<StatusIntent>): StatusIntent {
  const result = fitIntent(aStatusIntent(over));
  if ("refusal" in result) throw new Error(result.refusal);
  return result.intent;
}

describe("an intent that GitLab never takes", () => {
  it.each([
    { over: { commit: aCommit.slice(0, 8) }, refusal: /full sha/ },
    { over: { commit: "main" }, refusal: /full sha/ },
    { over: { project: "" }, refusal: /project/ },
    { over: { project: "name-without-group" }, refusal: /project/ },
    { over: { project: "../users" }, refusal: /project/ },
    { over: { project: "group/.." }, refusal: /project/ },
    { over: { host: "gitlab.example.com" }, refusal: /base URL/ },
    { over: { host: "ftp://gitlab.example.com" }, refusal: /base URL/ },
    { over: { host: "https://user:secret@gitlab.example.com" }, refusal: /base URL/ },
    { over: { host: "https://gitlab.example.com/?q=1" }, refusal: /base URL/ },
  ])("$over: $refusal", ({ over, refusal }) => {
    const result = fitIntent(aStatusIntent(over));

    expect("refusal" in result ? result.refusal : "").toMatch(refusal);
  });
});

describe("an intent that can be repaired", () => {
  it.each([
    { link: "http://verify.example.com/v/1" },
    { link: "javascript:alert(1)" },
    { link: "not a link" },
    { link: `https://verify.example.com/${"v".repeat(255)}` },
  ])("loses the link $link", ({ link }) => {
    expect(fitted({ targetUrl: link })).not.toHaveProperty("targetUrl");
  });

  it("loses a pipeline id that is none, and an empty ref", () => {
    const intent = fitted({ pipelineId: "$CI_PIPELINE_ID", ref: "" });

    expect(intent).not.toHaveProperty("pipelineId");
    expect(intent).not.toHaveProperty("ref");
  });

  it("keeps a link to this machine without encryption, and to no other that looks like it", () => {
    const ofThisMachine = "http://127.0.0.1:4566/v/1";

    expect(fitted({ targetUrl: ofThisMachine }).targetUrl).toBe(ofThisMachine);
    for (const targetUrl of ["http://127.0.0.1.example.com/v/1", "http://127.0.0.1@example.com/", "ftp://127.0.0.1/"])
      expect(fitted({ targetUrl })).not.toHaveProperty("targetUrl");
  });

  it("keeps a healthy one as it is", () => {
    expect(fitted({ pipelineId: "12" })).toEqual(aStatusIntent({ pipelineId: "12" }));
  });

  it.each([
    { host: "https://gitlab.example.com/", base: "https://gitlab.example.com" },
    { host: "https://GitLab.Example.com/gitlab//", base: "https://gitlab.example.com/gitlab" },
    { host: "http://localhost:8080", base: "http://localhost:8080" },
  ])("has the base URL $base for $host", ({ host, base }) => {
    expect(normalHost(host)).toBe(base);
  });
});

describe("texts", () => {
  it("are cut by whole characters, and show it", () => {
    expect(fitText("🚀".repeat(300), 255)).toBe(`${"🚀".repeat(254)}…`);
    expect(fitText("🚀".repeat(255), 255)).toBe("🚀".repeat(255));
  });

  it("are one line", () => {
    expect(fitText(" Failed:\n  migrations\t ", 255)).toBe("Failed: migrations");
  });

  it("of a name stay different when they are cut", () => {
    const long = "deploy-verified/".repeat(20);

    expect(fitName(`${long}a`)).not.toBe(fitName(`${long}b`));
    expect(fitName(`${long}a`)).toHaveLength(255);
  });

  it("of a name fit, are well formed, and do not change a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (name) => {
        const fit = fitName(name);
        expect(fit.length).toBeLessThanOrEqual(255);
        expect(fitName(fit)).toBe(fit);
        expect(externalName(fit).length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
