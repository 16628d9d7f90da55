import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyPage } from "../../cli/history/history-page.ts";
import { historyOf } from "../../shared/history/history.ts";
import { aBrowser, shown } from "../builders/a-browser.ts";
import { rolledOut } from "../builders/rolled-out.ts";

const screenshots = join(import.meta.dirname, "../../reports/screenshots");
const range = { since: "2026-02-01T00:00:00.000Z", until: "2026-03-01T12:00:00.000Z" };

/** Twenty days of two deployments, where every fifth day has a failure and its repair. */
const busy = Array.from({ length: 20 }, (_, index) => {
  const day = `2026-02-${String(index + 3).padStart(2, "0")}`;
  const failed = index % 5 === 4 ? { status: "failed" as const, rollbackSeconds: 80 + index } : {};
  return [
    rolledOut({ startedAt: `${day}T09:00:00.000Z`, verdictSeconds: 90 + index, ...failed }),
    rolledOut({ startedAt: `${day}T14:00:00.000Z`, hasMigrations: true }),
  ];
}).flat();

describe("the history page in a browser", { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    browser = await aBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    { name: "history-busy", records: busy, scheme: "light" as const },
    { name: "history-busy-dark", records: busy, scheme: "dark" as const },
    { name: "history-empty", records: [], scheme: "light" as const },
  ])("$name: nothing hinders a person, and nothing is asked of any server", async ({ name, records, scheme }) => {
    const text = historyPage(historyOf(records, range), "bf-manage-core in ap-southeast-2");
    const { page, requests, complaints } = await shown(browser, text, { colorScheme: scheme });
    await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });

    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    await page.context().close();
  });
});
