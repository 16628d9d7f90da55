import { mkdirSync, renameSync, writeFileSync } from "node:fs";
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
    const path = resolve(folder, file);
    const unfinished = `${path}.${process.pid}.unfinished`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(unfinished, text);
      renameSync(unfinished, path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      throw new UsageError(`${option}: ${file} cannot be written (${String(error.code)}).`);
    }
  }
}
