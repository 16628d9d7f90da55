import type { MetricReading } from "../domain/readings.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import { html, type Markup } from "./html.ts";

const width = 220;
const height = 36;
const inset = 3;

/** A metric as a line over its time, zero at the bottom; the dashed line is the rollout's start. `label` says it in words. */
export function sparkline(
  { points, from, until, periodSeconds }: MetricReading,
  startedAt: Instant,
  label: string,
): Markup {
  const [begin, end] = [milliseconds(from), milliseconds(until)];
  const x = (at: number): number => place((at - begin) / (end - begin), width);
  const highest = Math.max(...points.map(({ value }) => value), 0);
  const lowest = Math.min(...points.map(({ value }) => value), 0);
  const y = (value: number): number => place(1 - (value - lowest) / (highest - lowest || 1), height);
  const steps = points.map(({ at, value }) => {
    const time = milliseconds(at);
    return `M${x(time)} ${y(value)}H${x(Math.min(end, time + periodSeconds * 1000))}`;
  });
  const start = x(milliseconds(startedAt));
  return html`<svg class="sparkline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<line class="tick" x1="${start}" x2="${start}" y1="0" y2="${height}"/><path d="${steps.join("")}"/></svg>`;
}

/** Units with one decimal, inside the drawing's edges. */
function place(share: number, size: number): number {
  return Math.round((inset + Math.max(0, Math.min(1, share)) * (size - 2 * inset)) * 10) / 10;
}
