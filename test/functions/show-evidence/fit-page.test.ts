import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fitPage } from "../../../functions/show-evidence/fit-page.ts";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import { aBigRelease, aPageInput } from "../../builders/a-release.ts";

const big = aBigRelease();
const whole = evidencePage(big);

describe("a page", () => {
  it("that fits is sent as it is", () => {
    expect(fitPage(aPageInput(), true)).toEqual({ body: evidencePage(aPageInput()), isCompressed: false });
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

  it("has no rollout in full when there is room for none", () => {
    expect(fitPage(big, false, 60_000).body).toContain("50 more rollouts in a line each");
  });
});
