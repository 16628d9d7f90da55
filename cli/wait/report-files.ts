import { mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";

/** A file to write, by the option that names it. */
export interface ReportFile {
  readonly option: string;
  readonly file: string | undefined;
  readonly text: string;
}

/** Writes each named file as a whole or not at all: a reader sees the old text or the new one. Throws UsageError when one cannot be written. */
export function writeReports({ folder }: Pick<Cli, "folder">, files: readonly ReportFile[]): void {
  for (const { option, file, text } of files) {
    if (file === undefined) continue;
    try {
      write(resolve(folder, file), text);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      throw new UsageError(`${option}: ${file} cannot be written (${String(error.code)}).`);
    }
  }
}

/** Links are followed, and what is no file, e.g. /dev/stdout, is written to as it is: renaming would put a file in its place. */
function write(path: string, text: string): void {
  const standing = statSync(path, { throwIfNoEntry: false });
  if (standing !== undefined && !standing.isFile()) {
    writeFileSync(path, text);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const target = standing === undefined ? path : realpathSync(path);
  const unfinished = `${target}.${process.pid}.unfinished`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, target);
}
