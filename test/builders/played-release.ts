import { readScenario } from "../../local/scenario/read-scenario.ts";
import { simulate } from "../../local/simulation.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { PageInput } from "../../shared/page/standing.ts";
import { inPlace } from "./a-release.ts";

const folder = new URL("../../examples/scenarios/", import.meta.url);

/** What a scenario of examples/scenarios leaves of its first deploy, played through the shipped functions. */
async function playedDossier(scenario: string): Promise<RolloutDossier> {
  const { deploys } = await simulate(readScenario(new URL(`${scenario}.yaml`, folder).pathname));
  const dossier = deploys[0]?.dossier;
  if (dossier === undefined) throw new Error(`The scenario ${scenario} left no evidence.`);
  return dossier;
}

/** A page about one or more rollouts, read at some time after them. */
function pageOf(rollouts: readonly RolloutDossier[], over: Partial<PageInput> = {}): PageInput {
  const [first] = rollouts;
  const readAt: Instant = "2026-03-01T10:45:00.000Z";
  return { releaseId: first?.record.key.releaseId ?? "v0", rollouts, unanswered: [], readAt, ...over };
}

/** The same rollout as it stood before its verdict: what was found by then is kept. */
function stillRunning(dossier: RolloutDossier): RolloutDossier {
  const { verdict: _, ...record } = dossier.record;
  const findings = dossier.findings.map((finding) =>
    finding.kind === "task-health"
      ? { ...finding, status: "pending" as const, reason: "rollout IN_PROGRESS, 4/4 tasks running" }
      : finding,
  );
  const deliveries = dossier.deliveries.filter(({ phase }) => phase === "running");
  const timeline = dossier.timeline.filter(({ id }) => id !== "verdict");
  return { ...dossier, record, findings, deliveries, timeline };
}

/** The states in which people see a page, each by the name of its screenshot. */
export async function playedPages(): Promise<Readonly<Record<string, PageInput>>> {
  const [passed, failed, missing, crashed, denied, superseded, rolledBack, read] = await inTurn([
    "healthy",
    "migration-failed",
    "success-line-missing",
    "crash-loop",
    "logs-denied",
    "superseded",
    "rolled-back-unseen",
    "readings",
  ]);
  const by = { principal: "arn:aws:sts::111122223333:assumed-role/operator/jo", gitlabUser: "jo" };
  const decision = {
    id: "1",
    at: "2026-03-01T10:06:00.000Z",
    decision: "proceed",
    reason: "The line was renamed in this release; the owner confirmed it.",
    by,
    expiresAt: "2026-03-01T14:06:00.000Z",
  } as const;
  const decided = { ...missing, decisions: [decision] };
  const running = stillRunning(passed);
  return {
    passed: pageOf([passed]),
    failed: pageOf([failed]),
    "missing-evidence": pageOf([decided]),
    "crash-loop": pageOf([crashed]),
    inconclusive: pageOf([denied]),
    superseded: pageOf([superseded]),
    "rolled-back": pageOf([rolledBack]),
    readings: pageOf([read]),
    "still-running": pageOf([running], { readAt: "2026-03-01T10:01:10.000Z" }),
    "two-regions": pageOf(
      [passed, inPlace({ ...crashed }, { service: "bf-manage-core", region: "us-east-1", number: "2" })],
      {
        unanswered: [
          { region: "eu-west-1", reason: "dynamodb:Query on rollout-evidence got no answer (TimeoutError)" },
        ],
      },
    ),
  };
}

/** A simulation has the process's clock and environment to itself. */
async function inTurn<const Names extends readonly string[]>(
  names: Names,
): Promise<{ [Index in keyof Names]: RolloutDossier }> {
  const dossiers: RolloutDossier[] = [];
  for (const name of names) dossiers.push(await playedDossier(name));
  return dossiers as { [Index in keyof Names]: RolloutDossier };
}
