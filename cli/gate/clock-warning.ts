import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { type Line, line, styled } from "../text/line.ts";

/** Network time keeps a clock right to milliseconds; half a minute off, nobody keeps it. */
const noticedSeconds = 30;

const unread = new Set(["no answer", "not allowed", "asked wrongly"]);

/** Says when the machine's clock is wrong, or when it had to be trusted because no answer told the time. */
export function clockWarning(clock: Pick<AwsClock, "skewSeconds">, { results }: GateDecision): readonly Line[] {
  const skew = clock.skewSeconds();
  if (skew !== undefined) return Math.abs(skew) < noticedSeconds ? [] : [warning(skewText(skew))];
  const isRead = results.some(({ code }) => !unread.has(code));
  return isRead ? [warning("No answer of AWS told the time: this machine's clock was trusted.")] : [];
}

function skewText(seconds: number): string {
  const off = `${humanDuration(Math.abs(seconds))} ${seconds > 0 ? "ahead of" : "behind"} AWS's`;
  return `This machine's clock is ${off}: the gate was judged by AWS's time. Set the clock right.`;
}

function warning(text: string): Line {
  return line(styled("yellow", text));
}
