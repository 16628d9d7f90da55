import { type Advice, adviceOf } from "../../shared/domain/advice.ts";
import {
  decisionOf,
  environmentOfPlace,
  type Report,
  type ReportedPlace,
  worstPlace,
} from "../../shared/reports/report.ts";
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
    ...report.places.flatMap((place) => [line(), ...placeLines(report, place, columns)]),
    line(),
    ...adviceLines(advice ?? noVerdict, columns),
  ];
}

function placeLines({ release, service }: Report, place: ReportedPlace, columns: number): readonly Line[] {
  const { region, status, reason, rollout } = place;
  const style = colours[status] ?? "yellow";
  const where = `   ${service} (${environmentOfPlace(place)}, ${region})`;
  const telling = rollout?.findings.filter(({ status: of }) => status !== "passed" && of !== "passed") ?? [];
  return [
    line(styled("bold", release), "  ", styled(style, `${status} -> ${decisionOf(place)}`), where),
    ...wrap(compact(reason), columns - 2).map((text) => line(`  ${text}`)),
    ...telling.flatMap((finding) => checkLines(finding, columns)),
    ...personLines(rollout?.decisions ?? [], columns),
  ];
}
