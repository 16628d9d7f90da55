import { evidencePage } from "../../shared/page/evidence-page.ts";
import { aBrowser, shown } from "../builders/a-browser.ts";
import { aBigRelease } from "../builders/a-release.ts";

/** `node test/bench/first-paint.ts`: how long the page of 50 rollouts with 100 tasks each takes to be made and to be painted first. */
const runs = 5;
const input = aBigRelease();
const browser = await aBrowser();
const made: number[] = [];
const painted: number[] = [];
let bytes = 0;
for (let run = 0; run < runs; run += 1) {
  const begin = performance.now();
  const text = evidencePage(input);
  made.push(performance.now() - begin);
  bytes = Buffer.byteLength(text);
  const { page } = await shown(browser, text);
  painted.push(await page.evaluate<number>('performance.getEntriesByName("first-contentful-paint")[0].startTime'));
  await page.context().close();
}
await browser.close();
console.log(`page of 50 rollouts with 100 tasks each: ${(bytes / 1e6).toFixed(1)} MB`);
console.log(
  `made in ${median(made)} ms, first painted after ${median(painted)} ms (median of ${runs}; target < 1000 ms)`,
);

function median(numbers: readonly number[]): number {
  return Math.round(numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN);
}
