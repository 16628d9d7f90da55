import { type Advice, adviceOf, reasonBeside } from "../../shared/domain/advice.ts";
import {
  decisionOf,
  environmentOfPlace,
  type Report,
  type ReportedPlace,
  worstPlace,
} from "../../shared/reports/report.ts";
import { applyLines } from "../applied/apply-lines.ts";
import { personLines } from "../decide/person-lines.ts";
import { checkLines } from "../evidence/check-tree.ts";
import { adviceLines } from "../text/advice-lines.ts";
import { type Line, line, type Style, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";

const colours: Readonly<Partial<Record<ReportedPlace["status"], Style>>> = {
  passed: "green",
  failed: "red",
  "asked wrongly": "red",
  "not allowed": "red",
  superseded: "cyan",
};

const noVerdict: Advice = {
  steps: [
    { about: "release", text: "There is no verdict, so nothing is proven: find out why before anything goes on." },
  ],
};

/** How the waiting ended: each Region's verdict with its reasons, then what to do. */
export function reportLines(report: Report, columns: number): readonly Line[] {
  const worst = worstPlace(report);
  const advice = worst?.rollout && adviceOf(worst.rollout);
  return [
    ...runsOfOneReason(report.places).flatMap((places) => [
      line(),
      ...placesLines({ report, advice, columns }, places),
    ]),
    line(),
    ...adviceLines(advice ?? noVerdict, columns),
  ];
}

/** Places in a row that have no evidence for one and the same reason; every other place is alone. */
function runsOfOneReason(places: readonly ReportedPlace[]): readonly (readonly ReportedPlace[])[] {
  const runs: ReportedPlace[][] = [];
  for (const place of places) {
    const [first] = runs.at(-1) ?? [];
    const isSame = first?.reason === place.reason && [first, place].every((each) => !each.rollout && !each.applies);
    if (isSame) runs.at(-1)?.push(place);
    else runs.push([place]);
  }
  return runs;
}

function headLine({ release, service }: Report, place: ReportedPlace): Line {
  const { region, status } = place;
  const style = colours[status] ?? "yellow";
  const where = `   ${service} (${environmentOfPlace(place)}, ${region})`;
  return line(styled("bold", release), "  ", styled(style, `${status} -> ${decisionOf(place)}`), where);
}

interface Telling {
  readonly report: Report;
  readonly advice: Advice | undefined;
  readonly columns: number;
}

function placesLines({ report, advice, columns }: Telling, places: readonly ReportedPlace[]): readonly Line[] {
  const [first] = places;
  if (first === undefined) return [];
  const { status, reason, rollout, applies = [] } = first;
  const telling = rollout?.findings.filter(({ status: of }) => status !== "passed" && of !== "passed") ?? [];
  return [
    ...places.map((place) => headLine(report, place)),
    ...wrap(compact(reasonBeside(advice, reason)), columns - 2).map((text) => line(`  ${text}`)),
    ...applyLines(applies),
    ...telling.flatMap((finding) => checkLines({ ...finding, reason: reasonBeside(advice, finding.reason) }, columns)),
    ...personLines(rollout?.decisions ?? [], columns),
  ];
}
