import { mkdirSync, statSync } from "node:fs";
import type { Browser } from "playwright-core";
import { evidencePage } from "../../shared/page/evidence-page.ts";
import type { PageInput } from "../../shared/page/standing.ts";
import { aBrowser, shown } from "../../test/builders/a-browser.ts";
import { playedPages } from "../../test/builders/played-release.ts";

/** `npm run screenshots` writes the pictures that README and docs show, from scenarios that it plays. It needs a Chromium. */
const pictures = [
  { name: "evidence-failed", page: "failed", scheme: "light", height: 700 },
  { name: "evidence-failed-dark", page: "failed", scheme: "dark", height: 700 },
  { name: "evidence-timeline", page: "missing-evidence", scheme: "light", part: "figure" },
  { name: "evidence-readings", page: "readings", scheme: "light", part: ".readings" },
  { name: "evidence-two-regions", page: "two-regions", scheme: "light", height: 860 },
] as const satisfies readonly Picture[];

interface Picture {
  readonly name: string;
  readonly page: string;
  readonly scheme: "light" | "dark";
  /** Pixels from the top; else the part of the page that a selector finds. */
  readonly height?: number;
  readonly part?: string;
}

const mostBytes = 150_000;
const folder = new URL("../images/", import.meta.url);

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  const pages = await playedPages();
  const browser = await aBrowser();
  for (const picture of pictures) await take(browser, pages[picture.page], picture);
  await browser.close();
}

async function take(
  browser: Browser,
  input: PageInput | undefined,
  { name, scheme, height, part }: Picture,
): Promise<void> {
  if (input === undefined) throw new Error(`There is no page for the picture ${name}.`);
  const path = new URL(`${name}.png`, folder).pathname;
  const viewport = { width: 1120, height: height ?? 900 };
  const { page } = await shown(browser, evidencePage(input), { colorScheme: scheme, viewport });
  if (part === undefined) await page.screenshot({ path });
  else await page.locator(part).first().screenshot({ path });
  await page.context().close();
  const bytes = statSync(path).size;
  if (bytes > mostBytes) throw new Error(`${path} has ${bytes} bytes, more than ${mostBytes}.`);
  console.log(`wrote ${path} (${Math.round(bytes / 1000)} kB)`);
}
