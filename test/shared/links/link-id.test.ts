import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LinkKey, linkId, releaseOfLink } from "../../../shared/links/link-id.ts";
import { at } from "../../builders/a-rollout.ts";

const key: LinkKey = { key: "k".repeat(32), audience: "evidence-table" };
const claim = { releaseId: "v2.3.1", expiresAt: at(1000) };
const release = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+/:@-]{0,127}$/);

describe("a link", () => {
  it.each([
    ["forged: another release", (id: string) => id.replace("v2.3.1", "v2.3.2")],
    ["forged: a later expiry", (id: string) => id.replace(/^[^.]+/, "zzzzzzz")],
    ["forged: an expiry beyond all time", (id: string) => id.replace(/^[^.]+/, "zzzzzzzzz")],
    ["forged: an earlier expiry written longer", (id: string) => `0${id}`],
    ["forged: another MAC", (id: string) => id.replace(/\.[\w-]{22}\./, `.${"A".repeat(22)}.`)],
    ["forged: no MAC", (id: string) => id.replace(/\.[\w-]{22}\./, "..")],
    ["cut", (id: string) => id.slice(0, -1)],
    ["longer", (id: string) => `${id}/x`],
    ["nothing", () => ""],
    ["very long", () => "a".repeat(100_000)],
  ])("opens nothing when it is %s", (_, change) => {
    expect(releaseOfLink(key, change(linkId(key, claim)), at(0))).toBeUndefined();
  });

  it("opens nothing from the moment of its expiry on", () => {
    const id = linkId(key, claim);

    expect(releaseOfLink(key, id, at(999))).toBe("v2.3.1");
    expect(releaseOfLink(key, id, at(1000))).toBeUndefined();
  });

  it("opens nothing under another key, or of another table under the same key", () => {
    const id = linkId(key, claim);

    expect(releaseOfLink({ ...key, key: "x".repeat(32) }, id, at(0))).toBeUndefined();
    expect(releaseOfLink({ ...key, audience: "other-table" }, id, at(0))).toBeUndefined();
  });

  it("opens the release that it was made for, of every id that a release may have", () => {
    fc.assert(
      fc.property(release, fc.integer({ min: 1, max: 1e9 }), (releaseId, seconds) => {
        expect(releaseOfLink(key, linkId(key, { releaseId, expiresAt: at(seconds) }), at(0))).toBe(releaseId);
      }),
    );
  });

  it("does not open with any one character changed", () => {
    const id = linkId(key, claim);
    fc.assert(
      fc.property(fc.nat({ max: id.length - 1 }), fc.stringMatching(/^[\w.~-]$/), (place, character) => {
        const changed = `${id.slice(0, place)}${character}${id.slice(place + 1)}`;
        fc.pre(changed !== id);

        expect(releaseOfLink(key, changed, at(0))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("is one segment of a path in characters that may stand there as they are, as it is read back from a URL", () => {
    fc.assert(
      fc.property(release, (releaseId) => {
        const id = linkId(key, { ...claim, releaseId });

        expect(new URL(`https://host.example/v/${id}`).pathname).toBe(`/v/${id}`);
        expect(id).not.toContain("/");
      }),
    );
  });
});
