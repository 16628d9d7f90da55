import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";

/** Writes a page, in place of an older one. Throws UsageError when the file cannot be written. */
export function writePage({ folder, stderr }: Pick<Cli, "folder" | "stderr">, file: string, page: string): void {
  try {
    writeFileSync(resolve(folder, file), page);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`The page cannot be written to ${file}: ${error.message}`);
  }
  print(stderr, [line(`Wrote ${file}.`)]);
}
