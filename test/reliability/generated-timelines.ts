import fc from "fast-check";
import { parseScenario, type ReadScenario } from "../../local/scenario/read-scenario.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";
import { subjectProfile } from "./subjects.ts";

/** What happens to a generated rollout; the model says from this alone which verdict is right. */
export interface Story {
  readonly desired: number;
  readonly runsAt: number;
  readonly end: "completed" | "rolled back" | "crash loop";
  /** Seconds after the tasks run. */
  readonly endsAfter: number;
  readonly hasMigrated: boolean;
  /** How many of the tasks say that they started. */
  readonly started: number;
  /** Seconds after the tasks run at which one of them writes a rejected line. */
  readonly rejectedAfter: number | undefined;
}

/** How the story reaches the validator: nothing of it may change the verdict. */
export interface Delivery {
  readonly copies: number;
  readonly shuffle: number;
  /** Events of tasks, and of the rollout's end, that never arrive. */
  readonly losesTasks: boolean;
  readonly losesEnd: boolean;
  /** Passing trouble of one action, for three of ten calls. */
  readonly trouble: { readonly action: string; readonly fault: string } | undefined;
}

export function stories(): fc.Arbitrary<Story> {
  return fc
    .record({
      desired: fc.integer({ min: 1, max: 3 }),
      runsAt: fc.integer({ min: 3, max: 40 }),
      end: fc.constantFrom("completed" as const, "completed" as const, "rolled back" as const, "crash loop" as const),
      endsAfter: fc.integer({ min: 30, max: 100 }),
      hasMigrated: fc.boolean().map((lacks) => !lacks),
      lacksStart: fc.constantFrom(0, 0, 0, 1),
      rejectedAfter: fc.option(fc.integer({ min: 6, max: 20 }), { nil: undefined, freq: 2 }),
    })
    .map(({ lacksStart, ...story }) => ({ ...story, started: story.desired - lacksStart }));
}

const passingFaults = ["throttled", "unavailable", "timeout", "reset", "lost-answer", "slow"] as const;
const troubledActions = [
  "ecs:DescribeServices",
  "ecs:ListTasks",
  "logs:FilterLogEvents",
  "logs:StartQuery",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "states:SendTaskSuccess",
  "gitlab:POST",
] as const;

export function deliveries(): fc.Arbitrary<Delivery> {
  return fc.record({
    copies: fc.integer({ min: 1, max: 3 }),
    shuffle: fc.integer({ min: 0, max: 5 }),
    losesTasks: fc.boolean(),
    losesEnd: fc.boolean(),
    trouble: fc.option(
      fc.record({ action: fc.constantFrom(...troubledActions), fault: fc.constantFrom(...passingFaults) }),
      { nil: undefined },
    ),
  });
}

/** The verdict that the story deserves, however it is delivered. */
export function deserved({ end, desired, started, hasMigrated, rejectedAfter }: Story): VerdictStatus {
  const isSound = end === "completed" && started === desired && hasMigrated && rejectedAfter === undefined;
  return isSound ? "passed" : "failed";
}

const smooth: Delivery = { copies: 1, shuffle: 0, losesTasks: false, losesEnd: false, trouble: undefined };

/** The story as a scenario. */
export function scenarioOf(story: Story, delivery: Delivery = smooth): ReadScenario {
  const { copies, shuffle, losesTasks, losesEnd, trouble } = delivery;
  const [service, operation] = trouble?.action.split(":") ?? [];
  const lost = [
    ...(losesTasks ? [{ detailType: "ECS Task State Change" }] : []),
    ...(losesEnd
      ? ["SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_DEPLOYMENT_FAILED"].map((eventName) => ({ eventName }))
      : []),
  ];
  return parseScenario(
    JSON.stringify({
      title: "generated",
      service: { desired: story.desired },
      profile: subjectProfile,
      timeline: timelineOf(story),
      faults:
        trouble === undefined
          ? []
          : [{ service, operation, fault: trouble.fault, share: 0.3, ...(trouble.fault === "slow" && { by: "2s" }) }],
      events: { copies, shuffle: `${shuffle}s`, ...(lost.length > 0 && { lost }) },
      limit: "6h",
      expect: {},
    }),
  );
}

function timelineOf({
  desired,
  runsAt,
  end,
  endsAfter,
  hasMigrated,
  started,
  rejectedAfter,
}: Story): readonly object[] {
  const at = (seconds: number): string => `${runsAt + seconds}s`;
  return [
    { at: at(0), tasks: "all", status: "RUNNING" },
    ...(hasMigrated
      ? [
          {
            at: at(2),
            tasks: 1,
            log: 'Successfully applied 1 migration to schema "public", now at version v42 (execution time 00:01.000s)',
          },
        ]
      : []),
    ...Array.from({ length: started }, (_, index) => ({
      at: at(4),
      tasks: index + 1,
      log: "Started Application in 4.2 seconds (process running for 5)",
    })),
    ...(rejectedAfter === undefined
      ? []
      : [{ at: at(rejectedAfter), tasks: desired, log: "APPLICATION FAILED TO START" }]),
    ...endOf(end).map(({ after, ...entry }) => ({ at: at(endsAfter + after), ...entry })),
  ];
}

function endOf(end: Story["end"]): readonly ({ readonly after: number } & Readonly<Record<string, unknown>>)[] {
  switch (end) {
    case "completed":
      return [{ after: 0, rollout: "COMPLETED" }];
    case "rolled back":
      return [
        { after: 0, rollout: "FAILED", reason: "an alarm went off" },
        { after: 20, rollout: "ROLLBACK_SUCCESSFUL" },
      ];
    case "crash loop":
      return [
        { after: 0, tasks: "newest 1", status: "STOPPED", exitCode: 1 },
        { after: 5, tasks: "new 1", status: "RUNNING" },
        { after: 9, tasks: "newest 1", status: "STOPPED", exitCode: 1 },
      ];
    default:
      return end satisfies never;
  }
}
