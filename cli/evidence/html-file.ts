import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { evidencePage } from "../../shared/page/evidence-page.ts";
import { type PageInput, standingOfRelease } from "../../shared/page/standing.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";

/** Writes the evidence page of a release, in place of an older one. Throws UsageError when the file cannot be written. */
export function writeHtmlFile(cli: Pick<Cli, "folder" | "stderr">, file: string, input: PageInput): void {
  try {
    writeFileSync(resolve(cli.folder, file), evidencePage(input));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`The page cannot be written to ${file}: ${error.message}`);
  }
  print(cli.stderr, [line(`Wrote ${file}: ${input.releaseId} ${standingOfRelease(input)}.`)]);
}
