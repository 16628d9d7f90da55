import type { Told } from "./cause.ts";
import { selfStopsSince } from "./changes-after-verdict.ts";
import type { Finding } from "./finding.ts";
import { withoutFullStop } from "./full-stop.ts";
import { ownerText } from "./owner.ts";
import { describeStop } from "./task-failures.ts";

/** `said` are words of ECS or a program that end it, `code` is the owner's name. */
interface Sentence {
  readonly about?: "owner";
  readonly text: string;
  readonly code?: string;
  readonly said?: string;
}

/** What the reader of a pass should do, a sentence each: nothing, unless it did not last or came at a price. */
export function passedAdvice({
  record: { verdict, rollout, profile },
  findings,
  tasks = [],
}: Told): readonly Sentence[] {
  const stops = verdict === undefined ? [] : selfStopsSince(tasks, verdict.at);
  const last = stops.at(-1);
  if (last !== undefined) {
    const count = stops.length === 1 ? "1 of its tasks" : `${stops.length} of its tasks`;
    const said = withoutFullStop(describeStop(last, rollout.containers));
    return [
      { text: `It passed, and since then ${count} stopped by ${stops.length === 1 ? "itself" : "themselves"}:`, said },
      { text: "See whether the release still runs, and hold the next Region back until you know." },
      ...(profile.owner === undefined
        ? []
        : [{ about: "owner", text: "Tell its owner:", code: ownerText(profile.owner) } as const]),
    ];
  }
  const passed = findings.find(({ kind, status }) => kind === "task-health" && status === "passed");
  const remark = passed === undefined ? undefined : remarkOf(passed);
  return remark === undefined
    ? [{ text: "Nothing to do: the release is healthy, and the next Region may follow." }]
    : [{ text: "Look at this before the next Region:", said: remark }, { text: "The release is healthy now." }];
}

/** What a pass of task health came at, in one text; undefined when there is nothing to say. */
function remarkOf({ facts }: Finding): string | undefined {
  const { stops, remark } = facts ?? {};
  const told = [crashesText(stops), remark].filter((text) => text !== undefined);
  return told.length === 0 ? undefined : told.join("; ");
}

/** `2 tasks crashed on the way`; undefined when none did. */
export function crashesText(stops: string | number | undefined): string | undefined {
  if (typeof stops !== "number" || stops === 0) return undefined;
  return `${stops === 1 ? "1 task" : `${stops} tasks`} crashed on the way`;
}
