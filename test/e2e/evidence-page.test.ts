import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe, { type RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidencePage } from "../../shared/page/evidence-page.ts";
import type { PageInput } from "../../shared/page/standing.ts";
import { aBrowser, shown } from "../builders/a-browser.ts";
import { aBigRelease, aFailedDossier, aPageInput } from "../builders/a-release.ts";
import { at } from "../builders/a-rollout.ts";
import { playedPages } from "../builders/played-release.ts";

const screenshots = join(import.meta.dirname, "../../reports/screenshots");
const states = [
  "passed",
  "failed",
  "missing-evidence",
  "crash-loop",
  "inconclusive",
  "superseded",
  "rolled-back",
  "readings",
  "still-running",
  "two-regions",
  "fifty-rollouts",
];
/** In their first screen stands all of what, why, whose fault, and what to do. */
const urgent = [
  "failed",
  "crash-loop",
  "missing-evidence",
  "inconclusive",
  "rolled-back",
  "two-regions",
  "fifty-rollouts",
];
const smallLaptop = { width: 1280, height: 720 };
/** Together they show every colour. */
const darkStates = ["failed", "readings", "inconclusive", "superseded", "still-running", "two-regions"];

let browser: Browser;
let pages: Readonly<Record<string, PageInput>>;

/** What axe finds of the standards that it can check; `serious` and `critical` hinder people. Dark differs from light in colours only. */
async function seriousFindings(page: Page, scheme: "light" | "dark"): Promise<readonly string[]> {
  const options: RunOptions = {
    resultTypes: ["violations"],
    ...(scheme === "dark" && { runOnly: ["color-contrast"] }),
  };
  const { violations } = await page.evaluate(
    (chosen) => (globalThis as unknown as { axe: typeof axe }).axe.run(chosen),
    options,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

function textOf(state: string): string {
  const input = pages[state];
  if (input === undefined) throw new Error(`There is no page ${state}.`);
  // Axe needs half a minute for the evidence of fifty rollouts; beyond two it meets nothing new.
  return evidencePage(input, { rollouts: 2 });
}

describe("the evidence page in a browser", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    pages = { ...(await playedPages()), "fifty-rollouts": aBigRelease() };
    browser = await aBrowser();
  });
  afterAll(() => browser?.close());

  it("these are all states", () => {
    expect(Object.keys(pages).sort()).toEqual([...states].sort());
  });

  it.each(states)(
    "%s: the first screen tells what is urgent, nothing hinders a person, nothing is asked of any server, and the browser has no complaint",
    async (state) => {
      const { page, requests, complaints } = await shown(browser, textOf(state), { viewport: smallLaptop });
      const verdict = await page.locator(".verdict").boundingBox();
      if (urgent.includes(state)) expect((verdict?.y ?? 720) + (verdict?.height ?? 0)).toBeLessThan(smallLaptop.height);
      await page.evaluate(axe.source);
      for (const scheme of darkStates.includes(state) ? (["light", "dark"] as const) : (["light"] as const)) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: join(screenshots, `${state}-${scheme}.png`), fullPage: true });
        if (state === "failed")
          await page.locator("details").evaluateAll((all) => all.map((each) => each.setAttribute("open", "")));
        expect(await seriousFindings(page, scheme), scheme).toEqual([]);
      }
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it("a script and an image in a log line stay text", async () => {
    const line =
      '<script>globalThis.owned = 1</script><img src="https://evil.example/x" onerror="globalThis.owned = 1">';
    const { page, requests, complaints } = await shown(
      browser,
      evidencePage(aPageInput({ rollouts: [aFailedDossier(line)] })),
    );

    expect(await page.locator(".excerpt code").innerText()).toBe(line);
    expect(await page.locator("script, img, iframe").count()).toBe(0);
    expect(await page.evaluate("globalThis.owned")).toBeUndefined();
    expect([requests, complaints]).toEqual([[], []]);
  });

  it("a long line takes one row of the first screen, and is whole one key press away and on paper", async () => {
    const long = `ERROR first ${"word ".repeat(80)}`;
    const lines = [1, 2].map((second) => ({ at: at(second), group: "/ecs/shop", stream: "s", text: long }));
    const [health, started] = aFailedDossier().findings;
    if (!health || !started) throw new Error("The dossier has two findings.");
    const dossier = aFailedDossier("PANIC", {
      findings: [health, { ...started, reason: "app of task t1 logged: PANIC", lines }],
    });
    const { page } = await shown(browser, evidencePage(aPageInput({ rollouts: [dossier] })));
    const row = await page.locator(".excerpt li:not(.telling) code").boundingBox();
    const whole = page.locator(".whole code").first();

    expect(row?.height).toBeLessThan(25);
    expect(await whole.isVisible()).toBe(false);
    await page.locator(".whole > summary").press("Enter");
    expect(await whole.isVisible()).toBe(true);
    await page.locator(".whole > summary").press("Enter");
    await page.emulateMedia({ media: "print" });
    expect(await whole.isVisible()).toBe(true);
    expect(await page.locator(".excerpt").isVisible()).toBe(false);
    await page.context().close();
  });

  it("every fold is reached and opened by the keyboard alone, and a link to a rollout opens it", async () => {
    const { page } = await shown(browser, textOf("two-regions"));
    const folds = await page.locator("summary:visible").count();
    const reached = new Set<string>();
    for (let presses = 0; presses < 200; presses += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(
        "document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()",
      );
      if (String(name).startsWith("BODY")) break;
      if (String(name).startsWith("SUMMARY"))
        reached.add(`${await page.evaluate("document.activeElement.getBoundingClientRect().y + scrollY")}`);
    }
    expect(reached.size).toBe(folds);

    const closed = page.locator("details.rollout:not([open])");
    await closed.locator("> summary").focus();
    await page.keyboard.press("Enter");
    expect(await closed.count()).toBe(0);
    await page.locator("details.rollout:last-of-type > summary").press("Enter");
    expect(await closed.count()).toBe(1);
    await page.locator(".ledger a").first().press("Enter");
    expect(await closed.count()).toBe(0);
  });

  it("a narrow screen scrolls no line sideways but the drawing and the tables", async () => {
    for (const state of ["failed", "two-regions"]) {
      const { page } = await shown(browser, textOf(state), { viewport: { width: 390, height: 800 } });

      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    }
  });

  it("print cuts nothing: every fold is open, and nothing is wider than the paper", async () => {
    for (const text of [textOf("failed"), evidencePage(aBigRelease(), { rollouts: 10 })]) {
      const { page } = await shown(browser, text, { viewport: { width: 703, height: 1000 } });
      await page.emulateMedia({ media: "print" });
      const hidden = page.locator("details > :not(summary)").filter({ visible: false });

      expect(await hidden.count()).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(703);
      expect(
        await page
          .locator(".scroll")
          .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length),
      ).toBe(0);
      await page.context().close();
    }
  });
});
