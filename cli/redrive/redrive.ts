import {
  type DeadLetterName,
  deadLetterQueueName,
  deadLetterReceivers,
  deployedFunctionName,
} from "../../shared/schema/dead-letters.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { line } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { type Redriven, type RedrivePorts, redriveQueue } from "./redrive-queue.ts";

export interface RedriveOptions {
  readonly stack: string;
  readonly region?: string;
  readonly queue?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

interface QueueResult extends Redriven {
  readonly name: DeadLetterName;
}

/** Sends what lies in a stack's dead-letter queues to the functions it was meant for. What cannot be read stays, and the exit code says so. */
export async function redrive(cli: Cli, ports: RedrivePorts, options: RedriveOptions): Promise<ExitCode> {
  const { stack, dryRun = false } = options;
  const results: QueueResult[] = [];
  for (const name of namesOf(options)) {
    const queue = deadLetterQueueName(stack, name);
    const functionName = deployedFunctionName(stack, deadLetterReceivers[name]);
    results.push({ name, ...(await redriveQueue(ports, { queue, functionName, dryRun })) });
  }
  if (options.json) printJson(cli.stdout, results);
  else
    print(
      cli.stdout,
      results.flatMap((result) => textOf(result, dryRun)).map((text) => line(text)),
    );
  return results.some(({ unreadable }) => unreadable > 0) ? exitCode.inconclusive : exitCode.passed;
}

function namesOf({ queue }: RedriveOptions): readonly DeadLetterName[] {
  const names = Object.keys(deadLetterReceivers) as DeadLetterName[];
  if (queue === undefined) return names;
  const found = names.filter((name) => name === queue);
  if (found.length === 0) throw new UsageError(`--queue: ${queue} is none of ${names.join(", ")}.`);
  return found;
}

function textOf({ name, letters, unreadable }: QueueResult, dryRun: boolean): readonly string[] {
  const events = `${letters.length} ${letters.length === 1 ? "event" : "events"}`;
  const left = unreadable === 0 ? "" : `, ${unreadable} that are no events stay in the queue`;
  const did = dryRun ? `${events} to send` : `${events} sent to ${deadLetterReceivers[name]}`;
  const shown = dryRun ? letters.map(({ time, type, error }) => `  ${time}  ${type}  ${error}`) : [];
  return [`${name}: ${did}${left}`, ...shown];
}
