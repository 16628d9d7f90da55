import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { bundledFolders, bundleFolder, bundleFunctions } from "../../infra/bundle.ts";

export interface ColdImport {
  readonly function: string;
  readonly kilobytes: number;
  readonly medianMilliseconds: number;
}

const processes = 20;

/** Bundles the functions and imports each in fresh processes, one after the other; the functions take turns, so that a busy moment hits all. */
export function measureColdImports(): readonly ColdImport[] {
  bundleFunctions();
  const files = bundledFolders.map((folder) => ({
    folder,
    file: `${bundleFolder(folder)}/index.mjs`,
    times: [] as number[],
  }));
  for (let round = 0; round < processes; round++) for (const { file, times } of files) times.push(importOnce(file));
  return files.map(({ folder, file, times }) => ({
    function: folder,
    kilobytes: statSync(file).size / 1000,
    medianMilliseconds: times.sort((one, other) => one - other)[processes / 2] ?? 0,
  }));
}

function importOnce(file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }));
}
