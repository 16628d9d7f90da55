import { availableParallelism } from "node:os";
import { configDefaults, defineConfig, type TestUserConfig } from "vitest/config";

if (Number(process.versions.node.split(".")[0]) < 24) {
  throw new Error(
    `Tests need Node 24, this is ${process.version}: start them with npm test, which uses the one in node_modules.`,
  );
}

/** Of every suite; GitLab shows its JUnit report beside the pipeline. */
export function settings(junit: string): TestUserConfig {
  return {
    ...(process.env["GITLAB_CI"] === "true" && { reporters: ["default", ["junit", { outputFile: junit }]] }),
    isolate: false,
    // One more than cores: some tests wait for other processes.
    maxWorkers: availableParallelism() + 1,
    // A played rollout leaves much garbage at once, and most of it is young.
    execArgv: ["--max-semi-space-size=64"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  };
}

export default defineConfig({
  test: {
    ...settings("reports/junit.xml"),
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/e2e/**"],
  },
});
