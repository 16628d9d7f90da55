import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type ApplyResult, applyOutcomes } from "../../shared/domain/apply-result.ts";
import { ApplyOutcome, JobUrl, TerraformReport } from "../../shared/schema/apply-result.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { fileText } from "../file-text.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";

export interface ToldOptions {
  readonly service: string;
  readonly cluster?: string;
  readonly outcome: string;
  readonly jobUrl?: string;
  /** GitLab's Terraform report, a file. */
  readonly report?: string;
}

export type ToldApply = Pick<ApplyResult, "id" | "service" | "cluster" | "outcome" | "jobUrl" | "changes">;

/** What the job says, checked. Throws UsageError, and then nothing is kept. */
export function toldApply(cli: Pick<Cli, "folder" | "stderr">, options: ToldOptions): ToldApply {
  const { service, cluster, jobUrl, report } = options;
  const outcome = outcomeOf(options.outcome);
  const wrong = jobUrl === undefined ? undefined : parseShape(JobUrl, jobUrl).details?.[0];
  if (wrong !== undefined) throw new UsageError(`--job-url: it ${wrong.text.replace(/^.*?: /, "")}.`);
  const changes = report === undefined ? undefined : changesIn(cli, report);
  return {
    id: jobUrl === undefined ? randomUUID() : idOf(jobUrl, outcome, cluster),
    service,
    outcome,
    ...(cluster !== undefined && { cluster }),
    ...(jobUrl !== undefined && { jobUrl }),
    ...(changes !== undefined && { changes }),
  };
}

/** A word that is none, such as `running` or an empty one, must not be taken for a success. */
function outcomeOf(text: string): ApplyResult["outcome"] {
  const { data } = parseShape(ApplyOutcome, text);
  if (data !== undefined) return data;
  throw new UsageError(
    `--outcome: ${JSON.stringify(text)} is none of ${applyOutcomes.join(", ")}; GitLab sets CI_JOB_STATUS to one of them in after_script only.`,
  );
}

/** The same job and outcome have the same id, so that a command that is run again keeps nothing twice. */
function idOf(...parts: readonly (string | undefined)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** A job that failed early has no report yet: its outcome is kept without counts. */
function changesIn(cli: Pick<Cli, "folder" | "stderr">, file: string): TerraformReport | undefined {
  if (!existsSync(resolve(cli.folder, file))) {
    print(cli.stderr, [line(`There is no file ${file}: the outcome is kept without counts.`)]);
    return undefined;
  }
  const { data, problems } = parseShape(TerraformReport, jsonIn(cli, file));
  if (data !== undefined) return data;
  throw new UsageError(`${noReport(file)}: ${problems.join("; ")}.`);
}

function jsonIn(cli: Pick<Cli, "folder">, file: string): unknown {
  const text = fileText(cli, file);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${noReport(file)}: it is no JSON.`);
  }
}

function noReport(file: string): string {
  return `--report: ${file} is no Terraform report such as {"create":1,"update":2,"delete":0}`;
}
