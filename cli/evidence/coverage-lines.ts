import type { LogCoverage } from "../../shared/domain/log.ts";
import { humanDuration, latest } from "../../shared/domain/time.ts";
import type { Trouble } from "../../shared/domain/trouble.ts";
import { type Line, line, styled } from "../text/line.ts";
import { clock } from "./clock.ts";

/** How far the two log readers got, and what kept them from it. */
export function coverageLines({ tail, insights, targets, blindSeconds, unreadable }: LogCoverage): readonly Line[] {
  const until = (read: Readonly<Record<string, { readonly readUntil: string }>>): string => {
    const last = latest(Object.values(read).map(({ readUntil }) => readUntil));
    return last === undefined ? "nothing read" : `read until ${clock(last)}`;
  };
  const queries = `${insights.queries} ${insights.queries === 1 ? "query" : "queries"}, ${insights.bytesScanned} bytes scanned`;
  return [
    line(styled("dim", "    groups    "), targets.join(", ") || "none"),
    line(styled("dim", "    tail      "), until(tail.targets), ...troubleText(tail.trouble)),
    line(styled("dim", "    Insights  "), `${until(insights.targets)}, ${queries}`, ...troubleText(insights.trouble)),
    ...(blindSeconds > 0
      ? [line(`    no reader could look for ${humanDuration(blindSeconds)}; deadlines moved by as much`)]
      : []),
    ...unreadable.map(({ container, reason }) => line(`    container ${container} cannot be read: ${reason}`)),
  ];
}

function troubleText(trouble: Trouble | undefined): readonly string[] {
  return trouble === undefined
    ? []
    : [`; failed ${trouble.inARow} times in a row since ${clock(trouble.since)}: ${trouble.message}`];
}
