import { changesAfterVerdict } from "../domain/changes-after-verdict.ts";
import type { RolloutDossier, TimelineEntry } from "../domain/evidence.ts";
import { wholeTimeline } from "../domain/whole-timeline.ts";
import { html, type Markup } from "./html.ts";
import { clock, count, fineClock } from "./words.ts";

/** Entries of one task are called `task#<id>#<step>` (shared/domain/timeline.ts). */
const taskEntry = /^task#[^#]+#(.+)$/;

/** Rows that are listed; more are counted. */
const mostRows = 200;

interface Happening {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Timeline entries in order. The same step of several tasks in a row is one entry that counts them. */
export function happenings(timeline: readonly TimelineEntry[]): readonly Happening[] {
  const runs: TimelineEntry[][] = [];
  for (const entry of timeline.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
    const run = runs.at(-1);
    const [before] = run ?? [];
    if (run !== undefined && before !== undefined && isLike(before, entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => {
    const [first, last] = [run[0], run.at(-1)];
    const text = first?.text ?? "";
    const [from = "", to = ""] = [first?.at, last?.at];
    return {
      from,
      to,
      text: run.length === 1 ? text : `${count(run.length, "task")} ${text.replace(/^task \S+ /, "")}`,
    };
  });
}

function isLike(one: TimelineEntry, other: TimelineEntry): boolean {
  const step = taskEntry.exec(one.id)?.[1];
  return step !== undefined && step === taskEntry.exec(other.id)?.[1] && withoutTask(one) === withoutTask(other);
}

function withoutTask({ text }: TimelineEntry): string {
  return text.replace(/^task \S+ /, "");
}

export function happeningSection(dossier: RolloutDossier): Markup | false {
  const timeline = [...wholeTimeline(dossier), ...changesAfterVerdict(dossier).entries];
  const all = happenings(timeline);
  const left = all.length - mostRows;
  const total = timeline.length === 1 ? "1 entry" : `${timeline.length} entries`;
  const folded = all.length < timeline.length && ", like steps of several tasks in one row";
  return (
    all.length > 0 &&
    html`<details class="part"><summary>What happened <span class="soft">${total}${folded}</span></summary><div>
<ol class="happenings">${all.slice(0, mostRows).map(happeningRow)}</ol>
${left > 0 && html`<p class="soft">${count(left, "more row")} not listed; <code>rollout-validator evidence --json</code> has them all.</p>`}</div></details>`
  );
}

function happeningRow({ from, to, text }: Happening): Markup {
  const when = from === to ? fineClock(from) : `${clock(from)} to ${clock(to)}`;
  return html`<li><span class="when">${when}</span> <span>${text}</span></li>`;
}
