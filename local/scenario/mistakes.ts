import { humanDuration } from "../../shared/domain/time.ts";
import { type Problem, problemAt } from "../../shared/schema/problems.ts";
import { parseProfile } from "../../shared/schema/resolve-profile.ts";
import type { Scenario } from "./schema/scenario.ts";
import type { TimelineEntry } from "./schema/timeline.ts";

/** What cannot be right in a scenario that is well formed; found before it plays. `profileText` is the profile it names. */
export function mistakesOf(scenario: Scenario, profileText: string | undefined): readonly Problem[] {
  return [
    ...scenario.timeline.flatMap((entry, index) =>
      entryMistakes(scenario, entry).map((message) => problemAt(["timeline", index], message)),
    ),
    ...scheduleMistakes(scenario),
    ...expectationMistakes(scenario),
    ...profileMistakes(scenario, profileText),
  ];
}

function entryMistakes(scenario: Scenario, entry: TimelineEntry): readonly string[] {
  return [
    ...timeMistakes(scenario, entry),
    ...containerMistakes(scenario, entry),
    ...deployMistakes(scenario, entry),
    ...taskMistakes(scenario, entry),
  ];
}

function timeMistakes({ limit }: Scenario, entry: TimelineEntry): readonly string[] {
  const { at, every = 0, times = 1 } = entry;
  if (times > 1 && every === 0) return ["is repeated all at once: `times` needs `every`"];
  const last = at + every * (times - 1) + ("over" in entry ? (entry.over ?? 0) : 0);
  return last > limit
    ? [`goes on until ${humanDuration(last)}, after the scenario's limit of ${humanDuration(limit)}: raise the limit`]
    : [];
}

function containerMistakes({ service }: Scenario, entry: TimelineEntry): readonly string[] {
  const known = service.containers.map(({ name }) => name);
  const named = [
    ...("container" in entry && entry.container !== undefined ? [entry.container] : []),
    ...("containers" in entry ? Object.keys(entry.containers ?? {}) : []),
  ];
  return named
    .filter((name) => !known.includes(name))
    .map((name) => `container ${name} does not exist; the service has ${known.join(", ")}`);
}

function deployMistakes({ timeline }: Scenario, entry: TimelineEntry): readonly string[] {
  if (!("of" in entry) || entry.of === undefined) return [];
  const later = timeline.map((each) => ("deploy" in each ? timesUntil(each, entry.at) : 0));
  const there = entry.at < 0 ? 0 : later.reduce((sum, count) => sum + count, 1);
  return entry.of > there ? [`deploy ${entry.of} does not exist; ${there} took place by then`] : [];
}

/** How often an entry is played up to a moment, and at it. */
function timesUntil({ at, every = 0, times = 1 }: TimelineEntry, moment: number): number {
  if (at > moment) return 0;
  return every === 0 ? times : Math.min(times, Math.floor((moment - at) / every) + 1);
}

function taskMistakes(scenario: Scenario, entry: TimelineEntry): readonly string[] {
  if (!("tasks" in entry)) return [];
  const { tasks } = entry;
  if (typeof tasks === "string")
    return /^old\b/.test(tasks) && scenario.olderRelease === "none"
      ? ["there are no old tasks; the scenario has no older release"]
      : [];
  const wanted = wantedTasks(scenario);
  const more = startedSince(scenario, entry.at);
  const words = more === 0 ? "" : `, and ${more} more ${more === 1 ? "was" : "were"} started by then`;
  return [tasks]
    .flat()
    .filter((number) => number > wanted + more)
    .map((number) => `task ${number} does not exist; the service wants ${wanted}${words}`);
}

/** The highest desired count: an entry of the timeline may change it. */
function wantedTasks({ service, timeline }: Scenario): number {
  return Math.max(service.desired, ...timeline.map((entry) => ("desired" in entry ? entry.desired : 0)));
}

/** Tasks beyond those that the service wants: `new` ones, and the replacements of stopped ones. */
function startedSince({ service, timeline }: Scenario, at: number): number {
  const started = timeline.map((entry) => {
    if (!("tasks" in entry)) return 0;
    const isNew = typeof entry.tasks === "string" && /^new\b/.test(entry.tasks);
    const isStop = "status" in entry && entry.status === "STOPPED";
    return isNew || isStop ? countOf(entry.tasks, service.desired) * timesUntil(entry, at) : 0;
  });
  return started.reduce((sum, count) => sum + count, 0);
}

function countOf(tasks: Extract<TimelineEntry, { readonly tasks: unknown }>["tasks"], desired: number): number {
  if (typeof tasks === "number") return 1;
  if (typeof tasks !== "string") return tasks.length;
  return tasks === "all" || tasks === "old" ? desired : Number(/ (\d+)$/.exec(tasks)?.[1] ?? 1);
}

function scheduleMistakes({ reconcile, limit }: Scenario): readonly Problem[] {
  if (reconcile === undefined || reconcile.until <= limit) return [];
  const message = `is ${humanDuration(reconcile.until)}, after the scenario's limit of ${humanDuration(limit)}: raise the limit`;
  return [problemAt(["reconcile", "until"], message)];
}

function expectationMistakes({ timeline, expect, alsoExpect }: Scenario): readonly Problem[] {
  const deploys = 1 + timeline.reduce((sum, entry) => sum + ("deploy" in entry ? (entry.times ?? 1) : 0), 0);
  const message = (number: number): string => `deploy ${number} does not exist; the timeline has ${deploys}`;
  return [
    ...(expect.deploy > deploys ? [problemAt(["expect", "deploy"], message(expect.deploy))] : []),
    ...alsoExpect.flatMap(({ deploy }, index) =>
      deploy > deploys ? [problemAt(["alsoExpect", index, "deploy"], message(deploy))] : [],
    ),
  ];
}

/** A scenario about a profile that cannot be used says so by expecting the finding `profile`. */
function profileMistakes(
  { profile, service, expect, alsoExpect }: Scenario,
  text: string | undefined,
): readonly Problem[] {
  const isMeant = [expect, ...alsoExpect].some(({ findings }) => "profile" in findings);
  if (text === undefined || isMeant) return [];
  const { details } = parseProfile(text, service.name);
  return typeof profile === "string"
    ? details.map(({ text: words }) => problemAt(["profile"], `${profile}: ${words}`))
    : details.map(({ text: words, path }) => ({ text: `profile: ${words}`, path: ["profile", ...path] }));
}
