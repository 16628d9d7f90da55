import { type Job, type JobResult, nameOf } from "./jobs.ts";
import { undisturbed } from "./subjects.ts";
import { markdownTable } from "./text-table.ts";

/** What a run disturbs, as the table of outcomes names it. An action of a service that is not named here has its own name. */
const classes: Readonly<Record<string, string>> = {
  dynamodb: "DynamoDB",
  ecs: "ECS",
  cloudwatch: "CloudWatch metrics",
  elasticloadbalancing: "Elastic Load Balancing",
  events: "EventBridge and SNS",
  gitlab: "GitLab and its token",
  logs: "CloudWatch Logs",
  secretsmanager: "GitLab and its token",
  sns: "EventBridge and SNS",
  ssm: "SSM (profile)",
  states: "Step Functions",
};

const outcomes = ["same verdict", "inconclusive", "no validation", "other", "unused"] as const;
type Outcome = (typeof outcomes)[number];

/** How many runs there were, what came of each class of actions, and each run that is not as it should be. */
export function matrixSummary(results: readonly JobResult[]): string {
  return [matrixCount(results), outcomeTable(results), ...wrongRuns(results)].join("\n");
}

/** The first line of both pages. */
export function matrixCount(results: readonly JobResult[]): string {
  return `${results.length} runs, ${deviatingRuns(results).length} not as they should be.\n`;
}

function outcomeTable(results: readonly JobResult[]): string {
  const groups = Map.groupBy(results, ({ job }) => classOf(job));
  const rows = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, group]) => [
      name,
      group.length,
      ...outcomes.map((outcome) => group.filter((each) => outcomeOf(each) === outcome).length),
      deviatingRuns(group).length,
    ]);
  return markdownTable(["disturbed", "runs", ...outcomes, "not as it should be"], rows);
}

function classOf(job: Job): string {
  if (job.of === "crash") return "a function, killed";
  if (job.of === "repeat") return "a function, invoked twice";
  const [service = ""] = job.cell.action.split(":");
  return classes[service] ?? job.cell.action;
}

function outcomeOf({ job, result }: JobResult): Outcome {
  if (result.struck === 0) return "unused";
  if (result.verdict === "none") return "no validation";
  if (result.verdict === undisturbed[job.of === "fault" ? job.cell.subject : job.subject]) return "same verdict";
  return result.verdict === "inconclusive" ? "inconclusive" : "other";
}

/** A list, under a line that leads to it; nothing when all is as it should be. */
function wrongRuns(results: readonly JobResult[]): readonly string[] {
  const wrong = deviatingRuns(results).map(({ job, result }) => `- ${nameOf(job)}: ${result.verdict}`);
  return wrong.length === 0 ? [] : ["Not as they should be:\n", ...wrong, ""];
}

function deviatingRuns(results: readonly JobResult[]): readonly JobResult[] {
  return results.filter(({ deviations }) => deviations.length > 0);
}
