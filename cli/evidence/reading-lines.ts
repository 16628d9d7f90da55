import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import { readingText } from "../../shared/domain/readings.ts";
import { latest } from "../../shared/domain/time.ts";
import { hanging } from "../text/hanging.ts";
import { type Line, line, styled } from "../text/line.ts";
import { clock } from "./clock.ts";

/** With fewer columns beside the names the texts stand below them. */
const leastBeside = 40;

const toCome =
  "none yet: they are taken about five minutes after the verdict, and never where the workflow was stopped before that";

/** What load balancers and CloudWatch showed; says so while it is still to come. */
export function readingLines({ readings, record }: RolloutDossier, columns: number): readonly Line[] {
  const { profile, rollout } = record;
  if (readings.length === 0 && profile.readings !== undefined) return hanging(styled("dim", "    "), [toCome], columns);
  const width = Math.max(0, ...readings.map(({ name }) => name.length));
  const isNarrow = columns - width < leastBeside;
  const lines = readings.flatMap((reading) => {
    const style = reading.problem === undefined ? "dim" : "yellow";
    const text = readingText(reading, rollout.startedAt);
    if (isNarrow) return [line(styled(style, `    ${reading.name}`)), ...hanging({ text: "      " }, [text], columns)];
    return hanging(styled(style, `    ${reading.name.padEnd(width)}  `), [text], columns);
  });
  const readAt = latest(readings.map(({ at }) => at));
  return [...lines, ...(readAt === undefined ? [] : [line(styled("dim", `    taken at ${clock(readAt)}`))])];
}
