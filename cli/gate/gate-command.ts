import { withoutFullStop } from "../../shared/domain/full-stop.ts";
import { type GateDecision, isBadSign } from "../../shared/domain/gate/decision.ts";
import { addSeconds, type Instant, secondsBetween } from "../../shared/domain/time.ts";
import { answerQuestion } from "../../shared/gate/answer-question.ts";
import type { EvidenceOf } from "../../shared/ports/evidence.ts";
import { gateDotenv, gateJson } from "../../shared/reports/gate-report.ts";
import type { Cli } from "../cli.ts";
import type { Identify } from "../decide/caller-identity.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { failureOf } from "../failure.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { line } from "../text/line.ts";
import { jsonText, print } from "../text/print.ts";
import { writeReports } from "../wait/report-files.ts";
import { untilInterrupted } from "../wait/until-interrupted.ts";
import { gateLines } from "./gate-lines.ts";
import type { GateOptions } from "./gate-options.ts";
import { type GateView, gateView } from "./gate-view.ts";
import { noteHotfix } from "./note-hotfix.ts";
import { questionOf, type Rules } from "./question.ts";

export interface GatePorts {
  readonly open: OpenRegion;
  /** Where the evidence of `--passed-in` lies. */
  readonly openPassedIn: OpenRegion;
  readonly identify: Identify;
  readonly rules: () => Promise<Rules>;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** Says whether something may go, waits while that is not decided, and notes when the hotfix lane opened the way. */
export async function gateCommand(cli: Cli, ports: GatePorts, options: GateOptions): Promise<ExitCode> {
  const now = cli.clock.now();
  const question = questionOf(cli, options, { rules: await ports.rules(), now });
  const write = (decision: GateDecision): void =>
    writeReports(cli, [
      { option: "--json", file: options.json, text: jsonText(gateJson(decision)) },
      { option: "--dotenv", file: options.dotenv, text: gateDotenv(decision) },
    ]);
  if (question.requirements.length === 0) {
    const reason = `${options.to} is the first Region, and the profile requires nothing before it`;
    write({ state: "open", at: now, reason, results: [] });
    print(cli.stdout, [line(`${reason}.`)]);
    return exitCode.passed;
  }
  write({ state: "waiting", at: now, reason: "not answered yet", results: [] });
  const view = gateView(cli);
  const until = addSeconds(now, options.wait ? options.timeout : 0);
  const evidenceOf: EvidenceOf = ({ kind, region }) =>
    kind === "environment" ? ports.openPassedIn(region) : ports.open(region);
  const wordsOf = (error: Error) => withoutFullStop(failureOf(error).message);
  const ask = () => answerQuestion({ evidenceOf, wordsOf, clock: cli.clock })(question);
  try {
    const decision = await untilInterrupted(cli, decided({ ...ports, ask, view, until }));
    view.close();
    if (isHotfixUsed(decision)) await noteHotfix(ports, decision);
    write(decision);
    print(cli.stdout, gateLines(decision, cli.stdout.columns ?? Number.POSITIVE_INFINITY));
    return exitCodeOfGate(decision);
  } finally {
    view.close();
  }
}

interface Deciding extends Pick<GatePorts, "sleep"> {
  readonly ask: () => Promise<GateDecision>;
  readonly view: GateView;
  readonly until: Instant;
}

/** Seconds between two looks. */
const lookSeconds = 5;

/** A Region that does not answer is asked so often before it closes the gate: the SDK has tried three times each time. */
const mostSilences = 3;

async function decided({ ask, sleep, view, until }: Deciding): Promise<GateDecision> {
  for (let silences = 0; ; ) {
    const decision = await ask();
    view.show(decision);
    const isSilent = decision.state === "closed" && decision.results.some(({ code }) => code === "no answer");
    silences = isSilent ? silences + 1 : 0;
    const isDecided = decision.state === "waiting" ? false : !isSilent || silences >= mostSilences;
    const left = secondsBetween(decision.at, until);
    if (isDecided || left <= 0) return decision;
    await sleep(Math.min(lookSeconds, left));
  }
}

function isHotfixUsed({ state, hotfix }: GateDecision): boolean {
  return state === "open" && hotfix !== undefined && hotfix.skippedSoakSeconds > 0;
}

/** 1 says something bad of a release; with 75 nobody can tell, or not yet. */
function exitCodeOfGate({ state, results }: GateDecision): ExitCode {
  if (state === "open") return exitCode.passed;
  if (results.some(({ code }) => isBadSign(code))) return exitCode.failed;
  return results.some(({ code }) => code === "not allowed") ? exitCode.denied : exitCode.inconclusive;
}
