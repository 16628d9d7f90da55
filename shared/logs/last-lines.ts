import { excerpt, headline } from "../domain/excerpt.ts";
import { type Deceased, type LastLines, lastLinesKept, tellingLine } from "../domain/last-lines.ts";
import type { LogLine } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import type { Rollout } from "../domain/rollout.ts";
import { taskId } from "../domain/task.ts";
import { milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { StreamEnd } from "../ports/logs.ts";
import { messageOf } from "./find-hits.ts";
import { withoutKeyBodies } from "./key-bodies.ts";
import { streamPlace } from "./stream-names.ts";

export interface LastLinesPorts {
  readonly ends: StreamEnd;
  readonly clock: Clock;
}

export interface LastLinesQuestion {
  readonly rollout: Pick<Rollout, "containers">;
  readonly deceased: Deceased;
  readonly redaction: RedactionOptions;
  /** A verdict is about to be reached: lines that are not there yet are waited for a moment. */
  readonly isLast: boolean;
}

/** A verdict waits so long for lines that are under way: with the reads at most 2 s pass. */
const patienceMilliseconds = 1000;

/** The end of the log of a container that died. Never fails: where nothing can be read it says why. */
export async function readLastLines(ports: LastLinesPorts, question: LastLinesQuestion): Promise<LastLines> {
  const { rollout, deceased } = question;
  const who = { taskId: taskId(deceased.task), container: deceased.container };
  const place = streamPlace(rollout, deceased.task, deceased.container);
  if (typeof place === "string") return { ...who, lines: [], none: place };
  try {
    const begun = milliseconds(ports.clock.now());
    let found = await ports.ends.read(place, lastLinesKept);
    const left = patienceMilliseconds - (milliseconds(ports.clock.now()) - begun);
    if (found.length === 0 && question.isLast && left > 0) {
      await ports.clock.sleep(left);
      found = await ports.ends.read(place, lastLinesKept);
    }
    if (found.length === 0)
      return { ...who, lines: [], none: `there is none in ${place.stream} of ${place.group}`, isSilent: true };
    return { ...who, ...told(found, question.redaction) };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return { ...who, lines: [], none: error.message };
  }
}

function told(found: readonly LogLine[], redaction: RedactionOptions): Pick<LastLines, "lines" | "headline"> {
  const lines = withoutKeyBodies(found);
  const telling = tellingLine(lines.map(({ text }) => text));
  const text = telling && lines[telling.index]?.text;
  // Of a JSON line its message says it best.
  const message = text && messageOf(text);
  const says = text && (message ? headline(message, 0, redaction) : headline(text, telling.start, redaction));
  return {
    lines: lines.map((line) => ({ ...line, text: excerpt(line.text, 0, redaction) })),
    ...(says !== undefined && says !== "" && { headline: says }),
  };
}
