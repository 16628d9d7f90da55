import { stopwatch } from "../domain/stopwatch.ts";
import { html, type Markup } from "./html.ts";
import type { Bar, Lane, Spot } from "./lane.ts";
import type { Timeline } from "./timeline.ts";

/** Units of the drawing: labels stand left of the plot, what became of each lane stands right of it. */
const width = 1000;
const plot = { left: 176, right: 790 };
const row = 21;
const gap = 9;
const top = 40;

/** The drawing of a timeline. `label` is what a screen reader says of it; all it shows also stands in words below it. */
export function drawTimeline({ scale, groups, verdict }: Timeline, label: string): Markup {
  let y = top;
  const drawn = groups.map((lanes) => {
    const begin = y;
    y += lanes.length * row + gap;
    return lanes.map((lane, index) => drawLane(lane, begin + index * row));
  });
  const height = y;
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${verdict && drawVerdict(verdict.label, { x: x(verdict.at), height })}
${scale.ticks.map(({ seconds, place }) => drawTick(stopwatch(seconds), { x: x(place), height }))}
${drawn}
</svg>`;
}

/** Units with one decimal: finer than a pixel. */
function x(place: number): number {
  return Math.round((plot.left + place * (plot.right - plot.left)) * 10) / 10;
}

function drawTick(label: string, { x: at, height }: { readonly x: number; readonly height: number }): Markup {
  return html`<line class="tick" x1="${at}" x2="${at}" y1="${top - 8}" y2="${height - gap}"/><text class="axis" x="${at}" y="${top - 13}" text-anchor="middle">${label}</text>`;
}

function drawVerdict(label: string, { x: at, height }: { readonly x: number; readonly height: number }): Markup {
  const anchor = at > (plot.left + plot.right) / 2 ? "end" : "start";
  const beside = anchor === "end" ? at - 5 : at + 5;
  return html`<line class="verdict-line" x1="${at}" x2="${at}" y1="8" y2="${height - gap}"/>
<text class="verdict-label" x="${beside}" y="12" text-anchor="${anchor}">${label}</text>`;
}

function drawLane({ label, bars, spots, note, tone }: Lane, y: number): Markup {
  const middle = y + row / 2;
  return html`<g><text class="lane" x="${plot.left - 12}" y="${middle + 4}" text-anchor="end">${clipped(label, 24)}<title>${label}</title></text>
<line class="rail" x1="${plot.left}" x2="${plot.right}" y1="${middle}" y2="${middle}"/>
${bars.map((bar) => drawBar(bar, y))}${spots.map((spot) => drawSpot(spot, middle))}
<text class="note ${tone}" x="${plot.right + 12}" y="${middle + 4}">${clipped(note, 32)}<title>${note}</title></text></g>`;
}

function drawBar({ from, to, kind, title }: Bar, y: number): Markup {
  const [left, right] = [x(from), x(to)];
  const inset = kind === "pending" ? 7 : 5;
  return html`<rect class="bar ${kind}" x="${left}" y="${y + inset}" width="${Math.max(1.5, Math.round((right - left) * 10) / 10)}" height="${row - 2 * inset}" rx="2"><title>${title}</title></rect>`;
}

function drawSpot({ at, kind, title }: Spot, y: number): Markup {
  const left = x(at);
  return html`<path class="spot ${kind}" d="${shapes[kind](left, y)}"><title>${title}</title></path>`;
}

/** Each kind has a form of its own: colour is not all that tells them apart. */
const shapes: Readonly<Record<Spot["kind"], (x: number, y: number) => string>> = {
  seen: (left, y) => `M${left - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`,
  rejected: (left, y) => `M${left - 4.5} ${y - 4.5}l9 9m0 -9l-9 9`,
  "failed-stop": (left, y) => `M${left - 4.5} ${y - 4.5}l9 9m0 -9l-9 9`,
  stop: (left, y) => `M${left} ${y - 7}v14`,
  missed: (left, y) => `M${left} ${y - 8}v16M${left + 3} ${y - 4}l8 8m0 -8l-8 8`,
  deadline: (left, y) => `M${left} ${y - 8}v16`,
  signal: (left, y) => `M${left - 4} ${y - 4.5}h8l-4 8z`,
  "failed-signal": (left, y) => `M${left - 4} ${y - 4.5}h8l-4 8z`,
  post: (left, y) => `M${left} ${y - 5}l5 5l-5 5l-5 -5z`,
  look: (left, y) => `M${left} ${y - 4}v8`,
};

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
