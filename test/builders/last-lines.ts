import type { LastLines, LastLinesRead } from "../../shared/domain/last-lines.ts";
import { at } from "./a-rollout.ts";
import { group, streamOf } from "./log-evidence.ts";

/** What the app of the task `t1` logged last: the end of its start, and an error. */
export function theLastLines(over: Partial<LastLines> = {}): LastLines {
  const texts = ["INFO starting", "ERROR no configuration"];
  return {
    taskId: "t1",
    container: "app",
    lines: texts.map((text, index) => ({ at: at(18 + index), group, stream: streamOf("t1"), text })),
    headline: "no configuration",
    ...over,
  };
}

/** They were read at this second. */
export function aRead(second: number, over: Partial<LastLines> = {}): LastLinesRead {
  return { at: at(second), last: theLastLines(over) };
}
