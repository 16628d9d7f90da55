import type { SimulationOutcome } from "../../local/simulation.ts";
import { adviceInShort, adviceOf, reasonBeside } from "../../shared/domain/advice.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { hanging } from "../text/hanging.ts";
import { type Line, line, styled } from "../text/line.ts";
import { metMark, verdictSpan } from "../text/marks.ts";
import { compact, wrap } from "../text/wrap.ts";

type Deploy = SimulationOutcome["deploys"][number];

/** The deploy whose verdict speaks for the run: the last one that was judged. */
export function lastJudged({ deploys }: SimulationOutcome): Deploy | undefined {
  return deploys.findLast(({ dossier }) => dossier?.record.verdict !== undefined);
}

/** Each deploy's verdict, reason and what to do. */
export function verdictLines({ deploys }: SimulationOutcome, columns: number): readonly Line[] {
  return deploys.flatMap(({ release, dossier, verdictSeconds }) => {
    const verdict = dossier?.record.verdict;
    if (dossier === undefined || verdict === undefined)
      return [
        line(styled("bold", `${release}  `), styled("yellow", "no verdict"), dossier ? "" : ": no validation ran"),
      ];
    const when = verdictSeconds === undefined ? "" : `  ${humanDuration(verdictSeconds)} after the first deploy`;
    return [
      line(styled("bold", `${release}  `), verdictSpan(verdict.status, verdict.decision), styled("dim", when)),
      ...wrap(compact(reasonBeside(adviceOf(dossier), verdict.reason)), columns - 2).map((text) => line(`  ${text}`)),
      ...wrap(adviceInShort(dossier), columns - 2).map((text) => line(styled("dim", `  ${text}`))),
    ];
  });
}

/** What the scenario expects and what came of it; then whatever went wrong in the simulation itself. */
export function expectationLines({ expectations, troubles }: SimulationOutcome, columns: number): readonly Line[] {
  const met = expectations.filter(({ passed }) => passed).length;
  return [
    line(styled("bold", `expectations  ${met} of ${expectations.length} met`)),
    ...expectations.flatMap(({ deploy, what, expected, got, passed }) => {
      const name = deploy > 1 ? `${what} of deploy ${deploy}` : what;
      if (passed) return [line("  ", metMark(true), ` ${name}: `, compact(expected))];
      return [
        line("  ", metMark(false), ` ${name}`),
        ...hanging(styled("dim", "       expected: "), [compact(expected)], columns),
        ...hanging(styled("dim", "       came:     "), [compact(got)], columns),
      ];
    }),
    ...troubles.map((trouble) => line("  ", styled("red", "trouble in the simulation: "), trouble)),
  ];
}
