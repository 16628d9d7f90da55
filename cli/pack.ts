import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
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

const readme = `# rollout-validator

The command line of ecs-rollout-validator for pipelines and people: \`wait\`, \`gate\`, \`decide\`, \`evidence\`, \`history\`, \`preflight\`, \`lint\`,
\`register\`, \`redrive\`. It needs Node 24 and nothing else; \`rollout-validator <command> --help\` tells the rest. The demo and the scenarios are in the repository.
`;

export interface PackOptions {
  /** Scoped name under which your registry keeps it, e.g. `@platform/rollout-validator`. Without one npm refuses to publish the package. */
  readonly name?: string | undefined;
  readonly out?: string;
}

/**
 * Makes the npm package of the command line, for pipelines: JavaScript without dependencies, so that `npx` has it in seconds.
 * Returns the folder, which `npm pack` takes as it is.
 */
export function packCli({ name, out = join(root, "dist/package") }: PackOptions = {}): string {
  if (name !== undefined && !/^@[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/.test(name))
    throw new Error(`--name: ${name} is no scoped package name such as @platform/rollout-validator.`);
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
  writeFileSync(join(out, "README.md"), readme);
  writeFileSync(join(out, "rollout-validator.mjs"), bin);
  chmodSync(join(out, "rollout-validator.mjs"), 0o755);
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest(name), null, 2)}\n`);
  return out;
}

/** Without a scope of yours the name belongs to anybody on the public registry: such a package is private. */
function manifest(name: string | undefined) {
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { version, description, engines } = own;
  const bin = { "rollout-validator": "rollout-validator.mjs" };
  return {
    ...(name ? { name } : { name: own.name, private: true }),
    version,
    description,
    engines,
    type: "module",
    bin,
  };
}

if (import.meta.main) console.log(packCli(parseArgs({ options: { name: { type: "string" } } }).values));
