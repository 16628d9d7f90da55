import { ValidatorError } from "../../shared/errors.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { fileText } from "../file-text.ts";
import { print, printJson } from "../text/print.ts";
import type { ServiceFacts } from "./facts.ts";
import { countsOf, type Item, judge } from "./judge.ts";
import { preflightLines } from "./lines.ts";
import type { PreflightPorts } from "./ports.ts";
import { readFacts } from "./read-facts.ts";
import type { Target } from "./target.ts";
import { unknownCluster, unknownService } from "./unknown-service.ts";

export interface PreflightOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly table?: string;
  readonly prefix?: string;
  readonly json?: true;
}

/** Says whether a service can be validated and is safe to deploy, item by item. */
export async function preflight(
  cli: Cli,
  ports: PreflightPorts,
  { target, options }: { readonly target: Target; readonly options: Pick<PreflightOptions, "profile" | "json"> },
): Promise<ExitCode> {
  const text = options.profile === undefined ? undefined : fileText(cli, options.profile);
  const service = await serviceOf(ports, target);
  const own = text === undefined ? ports : { ...ports, profile: async () => ({ text, source: options.profile ?? "" }) };
  const facts = await readFacts(own, target, service);
  const items = judge({ ...facts, now: cli.clock.now() });
  if (options.json) {
    const { arn, name, cluster, region } = service;
    printJson(cli.stdout, { service: { arn, name, cluster, region }, counts: countsOf(items), items });
  } else {
    print(cli.stdout, preflightLines(service, items, cli.stdout.columns ?? 100));
  }
  return codeOf(items);
}

async function serviceOf({ service, names }: PreflightPorts, target: Target): Promise<ServiceFacts> {
  try {
    const found = await service(target);
    if (found === undefined) throw await unknownService(names, target);
    return found;
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "NotFound") throw await unknownCluster(names, target);
    throw error;
  }
}

/** NG comes first; without one, what could not be read keeps preflight from saying that all is well. */
function codeOf(items: readonly Item[]): ExitCode {
  if (items.some(({ status }) => status === "NG")) return exitCode.failed;
  if (items.some(({ unread }) => unread === "denied")) return exitCode.denied;
  return items.some(({ unread }) => unread !== undefined) ? exitCode.inconclusive : exitCode.passed;
}
