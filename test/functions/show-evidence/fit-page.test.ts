import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fitPage, mostBytes } from "../../../functions/show-evidence/fit-page.ts";
import type { RolloutDossier } from "../../../shared/domain/evidence.ts";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import { anchorOf, type PageInput } from "../../../shared/page/standing.ts";
import { aBigRelease, aDossier, aPageInput, inPlace } from "../../builders/a-release.ts";

const big = aBigRelease();
const whole = evidencePage(big);

/** So many copies of the rollouts, each of services of its own. */
function huge(times: number, rollouts: readonly RolloutDossier[]): PageInput {
  const copies = Array.from({ length: times }, (_, copy) =>
    rollouts.map((dossier) => {
      const { service, region } = dossier.record.rollout.name;
      return inPlace(dossier, { service: `${service}-${copy}`, region, number: dossier.record.rollout.number });
    }),
  );
  return { ...big, rollouts: copies.flat() };
}

describe("a page", () => {
  it("that fits is sent as it stands", () => {
    expect(fitPage(aPageInput(), true)).toEqual({ body: evidencePage(aPageInput()), isCompressed: false });
  });

  it("of fifty rollouts with a hundred tasks each is sent whole and as it is", () => {
    const { body, isCompressed } = fitPage(big, false);

    expect(isCompressed).toBe(false);
    expect(body).toBe(whole);
  });

  it("that does not is compressed, whole", () => {
    const { body, isCompressed } = fitPage(big, true, 1_000_000);

    expect(isCompressed).toBe(true);
    expect(body.length).toBeLessThanOrEqual(1_000_000);
    expect(gunzipSync(Buffer.from(body, "base64")).toString()).toBe(whole);
  });

  it("has fewer rollouts in full for a browser that takes no compression, and says so", () => {
    const { body, isCompressed } = fitPage(big, false, 1_000_000);

    expect(isCompressed).toBe(false);
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(1_000_000);
    expect(body).toContain("more rollouts in a line each");
  });

  it("of ten times as many rollouts has the hundred most urgent in full, and each of the others in a line", () => {
    const input = huge(10, big.rollouts);
    const { body, isCompressed } = fitPage(input, true);
    const page = isCompressed ? gunzipSync(Buffer.from(body, "base64")).toString() : body;

    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(mostBytes);
    expect(page).toContain("400 more rollouts in a line each");
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor));
    expect(input.rollouts.filter((dossier) => !anchors.has(anchorOf(dossier)))).toEqual([]);
  });

  it("that has no room for a line each says how many are missing, and shows no release as passed", () => {
    const { body } = fitPage(huge(1001, [aDossier()]), false, 1000);

    expect(body).toContain("1 more rollout than a page can hold");
    expect(body).toContain("<title>v2.3.1: inconclusive</title>");
  });

  it("has no rollout in full when there is room for none", () => {
    expect(fitPage(big, false, 60_000).body).toContain("50 more rollouts in a line each");
  });
});
