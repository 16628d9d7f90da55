import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, type Metafile } from "esbuild";
import {
  type BundledFolder,
  calledByEvents,
  calledByOthers,
  deployedOnRequest,
  type FunctionFolder,
  tasks,
} from "../statemachine/tasks.ts";

export interface BundlePlace {
  /** The folder that holds functions/. */
  readonly root: string;
  /** Made anew by every bundling. */
  readonly out: string;
}

const project = join(import.meta.dirname, "..");
const inProject: BundlePlace = { root: project, out: join(project, "dist/functions") };

/** Every function that is always deployed. */
export const functionFolders: readonly FunctionFolder[] = [
  ...new Set<FunctionFolder>([...calledByEvents, ...Object.values(tasks), ...calledByOthers]),
];

/** Every function that is bundled: also those that a stage may leave out. */
export const bundledFolders: readonly BundledFolder[] = [...functionFolders, ...deployedOnRequest];

/** The asset folder of one function; it holds `index.mjs` and nothing else. */
export function bundleFolder(folder: BundledFolder, { out } = inProject): string {
  return join(out, folder);
}

/** Bundles all functions by one esbuild call and keeps its `metafile.json` beside them; refuses when a handler is missing. */
export function bundleFunctions({ root, out } = inProject): Metafile {
  const handlers = bundledFolders.map((folder) => ({ folder, file: `functions/${folder}/handler.ts` }));
  const missing = handlers.filter(({ file }) => !existsSync(join(root, file))).map(({ file }) => file);
  if (missing.length > 0) throw new Error(`Cannot bundle, as these handlers are missing: ${missing.join(", ")}`);
  rmSync(out, { recursive: true, force: true });
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: handlers.map(({ folder, file }) => ({ in: file, out: `${folder}/index` })),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // The ES module builds of the SDK: half the size.
    mainFields: ["module", "main"],
    // The default credential chain is a quarter of a bundle, and Lambda needs its first link only.
    alias: { "@aws-sdk/credential-provider-node": join(project, "shared/aws/lambda-credentials.ts") },
    // No source maps: they are four times as large as the code, and errors of this project are named and say what they were about.
    minify: true,
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(out, "metafile.json"), JSON.stringify(metafile));
  return metafile;
}

if (import.meta.main) {
  for (const [file, { bytes }] of Object.entries(bundleFunctions().outputs))
    console.log(`${file} ${Math.ceil(bytes / 1024)} KiB`);
}
