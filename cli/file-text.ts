import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Cli } from "./cli.ts";
import { UsageError } from "./failure.ts";

/** The text of a file that the caller named; a path is relative to the current folder. */
export function fileText({ folder }: Pick<Cli, "folder">, file: string): string {
  try {
    return readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(
      reason === "ENOENT" ? `There is no file ${file}.` : `The file ${file} cannot be read: ${reason}.`,
    );
  }
}
