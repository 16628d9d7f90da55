import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** One task that starts, says so and completes the rollout; written into the folder, with the name to call it by. */
export function aScenarioFile(
  folder: string,
  over: Readonly<Record<string, unknown>> = {},
  file = "mine.yaml",
): string {
  const scenario = {
    title: "Mine",
    service: { desired: 1, healthyAfter: "2s" },
    olderRelease: "none",
    profile: {
      gitlab: { project: "betterfleet/bf-manage-core" },
      checks: [
        {
          name: "started",
          kind: "log-signature",
          within: "1m",
          expect: [{ pattern: "Started" }],
          reject: [{ pattern: "PANIC" }],
        },
      ],
    },
    timeline: [
      { at: "2s", tasks: "all", status: "RUNNING" },
      { at: "3s", tasks: "all", log: "Started in 3 seconds" },
      { at: "20s", rollout: "COMPLETED" },
    ],
    expect: { verdict: "passed" },
    ...over,
  };
  writeFileSync(join(folder, file), JSON.stringify(scenario));
  return file;
}

/** A line that would clear the screen, set the title and go back to the line's start. */
const hostileLine = "PANIC \u001b[2J\u001b]0;owned\u0007\rpassed \u202Everdict";

/** The task says something hostile, which is a rejected line. */
export const hostileTimeline = [
  { at: "2s", tasks: "all", status: "RUNNING" },
  { at: "3s", tasks: "all", log: hostileLine },
];
