import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const root = join(import.meta.dirname, "..");

/** Code that is CommonJS inside, e.g. dynalite, asks for `require`. */
const requireForModules =
  'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);';

const bin = `#!/usr/bin/env node
if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write("rollout-validator needs Node 24 or newer; this is " + process.version + ".\\n");
  process.exit(2);
}
await import("./chunks/pipeline.mjs");
`;

/**
 * Makes the npm package of the command line, for pipelines: JavaScript without dependencies, so that `npx` has it in seconds.
 * Returns the folder, which `npm pack` and `npm publish` take as it is.
 */
export function packCli(out = join(root, "dist/package")): string {
  rmSync(out, { recursive: true, force: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: ["cli/pipeline.ts"],
    outdir: join(out, "chunks"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    banner: { js: requireForModules },
    minify: true,
    logLevel: "warning",
  });
  cpSync(join(root, "README.md"), join(out, "README.md"));
  writeFileSync(join(out, "rollout-validator.mjs"), bin);
  chmodSync(join(out, "rollout-validator.mjs"), 0o755);
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  return out;
}

function manifest() {
  const { name, version, description, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return { name, version, description, engines, type: "module", bin: { "rollout-validator": "rollout-validator.mjs" } };
}

if (import.meta.main) console.log(packCli());
