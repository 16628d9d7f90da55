import { type Line, line, type Span, type Style, styled } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { ServiceFacts } from "./facts.ts";
import { countsOf, type Item } from "./judge.ts";
import { groups, type ItemStatus, itemStatuses } from "./rule.ts";

const styles: Readonly<Record<ItemStatus, Style>> = { OK: "green", WARN: "yellow", NG: "red", SKIP: "dim" };

/** The columns of mark and name before what an item says. */
const indent = 27;

/** The items as a tree by group, and what they come to. */
export function preflightLines(service: ServiceFacts, items: readonly Item[], columns: number): readonly Line[] {
  const { name, cluster, region } = service;
  const counts = countsOf(items);
  const told = itemStatuses.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${status}`);
  return [
    line(styled("bold", `${cluster}/${name}`), styled("dim", `  ${region}`)),
    ...groups.flatMap((group) => [
      line(styled("bold", `  ${group}`)),
      ...items.filter((item) => item.group === group).flatMap((item) => itemLines(item, columns)),
    ]),
    line(),
    line(headline(items), `: ${told.join(", ")}`),
  ];
}

function headline(items: readonly Item[]): Span {
  if (items.some(({ status }) => status === "NG")) return styled("red", "Do not deploy yet");
  return items.some(({ unread }) => unread !== undefined)
    ? styled("yellow", "Not all could be judged")
    : styled("green", "Ready to deploy");
}

function itemLines({ name, status, says, next }: Item, columns: number): readonly Line[] {
  const [first = "", ...rest] = wrap(says, Math.max(20, columns - indent));
  const steps = next === undefined ? [] : wrap(next, Math.max(20, columns - indent - 3));
  const space = " ".repeat(indent);
  return [
    line("    ", styled(styles[status], status.padEnd(5)), styled("bold", name.padEnd(18)), first),
    ...rest.map((text) => line(space, text)),
    ...steps.map((text, index) => line(space, styled("cyan", `${index === 0 ? "-> " : "   "}${text}`))),
  ];
}
