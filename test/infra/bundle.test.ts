import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { bundledFolders, bundleFolder, bundleFunctions } from "../../infra/bundle.ts";
import type { BundledFolder } from "../../statemachine/tasks.ts";
import { root } from "./template.ts";

function aFolder(): string {
  return mkdtempSync(join(tmpdir(), "validator-bundle-"));
}

describe("the bundling", () => {
  it("refuses to leave a function out, and names the handlers that are missing", () => {
    const place = { root: aFolder(), out: aFolder() };
    mkdirSync(join(place.root, "functions/conclude"), { recursive: true });
    writeFileSync(join(place.root, "functions/conclude/handler.ts"), "export const handler = 1;\n");
    expect(() => bundleFunctions(place)).toThrow(
      /missing: functions\/receive-event\/handler\.ts, functions\/reconcile\/handler\.ts, functions\/open-validation\/handler\.ts/,
    );
    expect(() => bundleFunctions(place)).not.toThrow(/conclude/);
  });
});

/** kB; what holds them up stands in docs/adr/0020-large-bundles.md. */
const limits: Readonly<Partial<Record<BundledFolder, number>>> = {
  "open-validation": 710,
  "check-log-signatures": 555,
  reconcile: 520,
  "show-evidence": 480,
  "ask-gate": 500,
};
const limit = 450;

describe("the bundles", () => {
  const place = { root, out: aFolder() };
  const { inputs, outputs } = bundleFunctions(place);

  it("are one file for each function, and the metafile", () => {
    expect(readdirSync(place.out).sort()).toEqual([...bundledFolders, "metafile.json"].sort());
    for (const folder of bundledFolders) expect(readdirSync(bundleFolder(folder, place))).toEqual(["index.mjs"]);
  });

  it.each(bundledFolders)("%s is loaded by plain Node, without an environment, and exports a handler", (folder) => {
    const url = pathToFileURL(join(bundleFolder(folder, place), "index.mjs")).href;
    const script = `const { handler } = await import(${JSON.stringify(url)}); process.stdout.write(typeof handler);`;
    expect(
      execFileSync(process.execPath, ["--input-type=module", "-e", script], {
        env: {},
        cwd: tmpdir(),
        encoding: "utf8",
      }),
    ).toBe("function");
  });

  it.each(bundledFolders)("%s has no more than its size", (folder) => {
    const kilobytes = statSync(join(bundleFolder(folder, place), "index.mjs")).size / 1000;
    expect(kilobytes).toBeLessThan(limits[folder] ?? limit);
    if (limits[folder] !== undefined) expect(kilobytes).toBeGreaterThan(limit);
  });

  it("hold the pattern engine only where patterns are read or matched", () => {
    const holders = Object.entries(outputs)
      .filter(([, output]) => Object.keys(output.inputs).some((path) => path.includes("node_modules/re2js/")))
      .map(([file]) => file.split("/").at(-2));
    expect(holders.sort()).toEqual(["check-log-signatures", "open-validation"]);
  });

  it("import nothing at run time but Node's own modules", () => {
    const imports = Object.values(outputs).flatMap((output) =>
      output.imports.map(({ path }) => path.replace(/^node:/, "")),
    );
    expect(imports.filter((path) => !builtinModules.includes(path))).toEqual([]);
  });

  it("hold code of functions, shared and packages only", () => {
    const folders = new Set(
      Object.keys(inputs).map((path) => path.replace(/^.*node_modules\//, "node_modules/").split("/")[0]),
    );
    expect([...folders].filter((folder) => !["functions", "shared", "node_modules"].includes(folder ?? ""))).toEqual(
      [],
    );
  });
});
