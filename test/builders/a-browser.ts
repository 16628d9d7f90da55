import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where a browser may be: the one that CHROMIUM names, else where Linux distributions put it. */
const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const browserPath = places.find((place) => place !== undefined && existsSync(place));

/** A headless Chromium. Throws when there is none. */
export async function aBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error("No Chromium was found: install it, or name its file in CHROMIUM.");
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--force-color-profile=srgb"] });
}

export interface ShownPage {
  readonly page: Page;
  /** Every address that the page asked for. */
  readonly requests: readonly string[];
  /** Errors and violations of its policy, as the console shows them. */
  readonly complaints: readonly string[];
}

/** Shows a page's text in a context of its own that lets no request out. */
export async function shown(browser: Browser, text: string, options: BrowserContextOptions = {}): Promise<ShownPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  await page.route("**/*", async (route) => {
    requests.push(route.request().url());
    if (route.request().url() === address) await route.fulfill({ body: text, contentType: "text/html; charset=utf-8" });
    else await route.abort();
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, requests: requests.filter((each) => each !== address), complaints };
}

const address = "https://evidence.example/";
