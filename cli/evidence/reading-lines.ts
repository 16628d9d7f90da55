import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import { readingText } from "../../shared/domain/readings.ts";
import { hanging } from "../text/hanging.ts";
import { type Line, line, styled } from "../text/line.ts";

/** What load balancers and CloudWatch showed; says so while it is still to come. */
export function readingLines({ readings, record }: RolloutDossier, columns: number): readonly Line[] {
  const { profile, rollout } = record;
  if (readings.length === 0 && profile.readings !== undefined)
    return [line(styled("dim", "    taken about five minutes after the verdict"))];
  const width = Math.max(0, ...readings.map(({ name }) => name.length));
  return readings.flatMap((reading) => {
    const style = reading.problem === undefined ? "dim" : "yellow";
    return hanging(
      styled(style, `    ${reading.name.padEnd(width)}  `),
      [readingText(reading, rollout.startedAt)],
      columns,
    );
  });
}
