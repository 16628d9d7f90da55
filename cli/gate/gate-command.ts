import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import { withoutFullStop } from "../../shared/domain/full-stop.ts";
import { type GateDecision, isBadSign, isHotfixUsed } from "../../shared/domain/gate/decision.ts";
import { firstRegion } from "../../shared/domain/gate/first-region.ts";
import { gate } from "../../shared/domain/gate/gate.ts";
import { addSeconds, secondsBetween } from "../../shared/domain/time.ts";
import { readPlaces } from "../../shared/gate/answer-question.ts";
import type { LooksOf } from "../../shared/ports/rollout-looks.ts";
import { gateDotenv, gateJson } from "../../shared/reports/gate-report.ts";
import type { Cli } from "../cli.ts";
import type { Identify } from "../decide/caller-identity.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { failureOf } from "../failure.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { jsonText, print } from "../text/print.ts";
import { clusterOption } from "../text/several-clusters.ts";
import { writeReports } from "../wait/report-files.ts";
import { untilInterrupted } from "../wait/until-interrupted.ts";
import { withApprovalCommands } from "./approval-command.ts";
import { clockWarning } from "./clock-warning.ts";
import { gateLines } from "./gate-lines.ts";
import type { GateOptions } from "./gate-options.ts";
import { type GateView, gateView } from "./gate-view.ts";
import { noteHotfix } from "./note-hotfix.ts";
import { type Asking, questionOf, type Rules } from "./question.ts";

export interface GatePorts {
  readonly open: OpenRegion;
  /** Where the evidence of `--passed-in` lies. */
  readonly openPassedIn: OpenRegion;
  readonly identify: Identify;
  readonly rules: () => Promise<Rules>;
  /** Told by the answers of the tables; a soak and a decision are dated by AWS, and this machine's clock may be wrong. */
  readonly clock: AwsClock;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** Says whether something may go, waits while that is not decided, and notes when the hotfix lane opened the way. */
export async function gateCommand(cli: Cli, ports: GatePorts, options: GateOptions): Promise<ExitCode> {
  const rules = await ports.rules();
  const question = questionOf(cli, options, rules);
  const now = cli.clock.now();
  const write = (decision: GateDecision): void =>
    writeReports(cli, [
      { option: "--json", file: options.json, text: jsonText(gateJson(decision)) },
      { option: "--dotenv", file: options.dotenv, text: gateDotenv(decision) },
    ]);
  write({ state: "waiting", at: now, reason: "not answered yet", results: [] });
  const view = gateView(cli);
  const waited = (): number => secondsBetween(now, cli.clock.now());
  const look = asking(ports, question, () => options.appearWithin - waited());
  const ask =
    question.requirements.length === 0
      ? async () =>
          firstRegion({ ...question, to: options.to ?? "", window: rules.standing?.window }, ports.clock.now())
      : async () => withApprovalCommands(cli, options, await look());
  const leftSeconds = (): number => (options.wait ? options.timeout : 0) - waited();
  try {
    const decision = await untilInterrupted(cli, decided({ ...ports, ask, view, leftSeconds }));
    view.close();
    print(cli.stderr, clockWarning(ports.clock, decision));
    if (isHotfixUsed(decision)) await noteHotfix(ports, decision);
    write(decision);
    print(cli.stdout, gateLines(decision, cli.stdout.columns ?? Number.POSITIVE_INFINITY));
    return exitCodeOfGate(decision);
  } finally {
    view.close();
  }
}

/** Asks in AWS's time, which is only known when the answers are there. */
function asking(
  { clock, open, openPassedIn }: GatePorts,
  { remarks, ...question }: Asking,
  appearSeconds: () => number,
): () => Promise<GateDecision> {
  const evidenceOf: LooksOf = ({ kind, region }) => (kind === "environment" ? openPassedIn(region) : open(region));
  const wordsOf = (error: Error) => withoutFullStop(failureOf(error).message);
  return async () => {
    const facts = await readPlaces({ evidenceOf, wordsOf, clusterBy: clusterOption }, question.requirements);
    const now = clock.now();
    const decision = gate({ ...question, appearBy: addSeconds(now, appearSeconds()) }, facts, now);
    const told = [...remarks, ...(decision.remarks ?? [])];
    return told.length === 0 ? decision : { ...decision, remarks: told };
  };
}

interface Deciding extends Pick<GatePorts, "sleep"> {
  readonly ask: () => Promise<GateDecision>;
  readonly view: GateView;
  readonly leftSeconds: () => number;
}

/** Between two looks while a validation runs, and while nothing but time is waited for: a soak of hours is not read every five seconds. */
const lookSeconds = { awaited: 5, patient: 30 };

/** A Region that does not answer is asked so often before it closes the gate: the SDK has tried three times each time. */
const mostSilences = 3;

async function decided({ ask, sleep, view, leftSeconds }: Deciding): Promise<GateDecision> {
  for (let silences = 0; ; ) {
    const decision = await ask();
    view.show(decision);
    const isSilent = decision.state === "closed" && decision.results.some(({ code }) => code === "no answer");
    silences = isSilent ? silences + 1 : 0;
    const isDecided = decision.state === "waiting" ? false : !isSilent || silences >= mostSilences;
    const left = leftSeconds();
    if (isDecided || left <= 0) return decision;
    await sleep(Math.min(pauseSeconds(decision), left));
  }
}

function pauseSeconds({ state, at, results, lookAgainAt = at }: GateDecision): number {
  const awaited = results.filter((result) => result.state === "waiting");
  const isPatient =
    state === "waiting" && awaited.every(({ code }) => code === "soaking" || code === "outside the window");
  const seconds = isPatient ? Math.min(secondsBetween(at, lookAgainAt), lookSeconds.patient) : 0;
  return Math.max(seconds, lookSeconds.awaited);
}

/** 1 says something bad of a release; 2 that the question names a table or a service wrongly; with 75 nobody can tell, or not yet. */
function exitCodeOfGate({ state, results }: GateDecision): ExitCode {
  if (state === "open") return exitCode.passed;
  if (results.some(({ code }) => isBadSign(code))) return exitCode.failed;
  if (results.some(({ code }) => code === "asked wrongly")) return exitCode.wrongUse;
  return results.some(({ code }) => code === "not allowed") ? exitCode.denied : exitCode.inconclusive;
}
