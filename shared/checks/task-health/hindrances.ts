import { withoutFullStop } from "../../domain/full-stop.ts";
import { type Hindrance, hindranceOf, taskIn } from "../../domain/service-messages.ts";
import { taskId } from "../../domain/task.ts";
import type { Instant } from "../../domain/time.ts";
import type { Counts, Situation } from "./situation.ts";

export type TimedHindrance = Hindrance & { readonly at: Instant; readonly text: string };

/** Room for the rest of a reason. */
const longestText = 200;

/** What hinders the rollout by ECS's own word, oldest first: not what is over by now, nor what is about tasks of another rollout. */
export function hindrances({
  seen: { messages = [] },
  facts,
  counts,
}: Omit<Situation, "now">): readonly TimedHindrance[] {
  return messages.flatMap((message) => {
    const about = taskIn(message);
    const isOurs = about === undefined || facts.tasks.some((task) => taskId(task) === about);
    const hindrance = hindranceOf(message);
    return hindrance !== undefined && isOurs && isCurrent(hindrance, counts) ? [{ ...hindrance, ...message }] : [];
  });
}

/** ECS says what hinders it and never that it is over: the counts do. */
function isCurrent({ name }: Hindrance, { running, pending, desired, unhealthy }: Counts): boolean {
  if (name === "no placement") return running + pending < desired;
  if (name === "scale-in protection") return running >= desired;
  return running < desired || unhealthy > 0;
}

/** The latest hindrance for a reason; empty when there is none. */
export function ecsSays(situation: Omit<Situation, "now">): string {
  const last = hindrances(situation).at(-1);
  if (last === undefined) return "";
  const { text, meaning, nextStep } = last;
  const said = withoutFullStop(text);
  return `; ECS says: ${said.length > longestText ? `${said.slice(0, longestText - 1)}…` : said}. ${meaning} ${nextStep}`;
}
