import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

if (Number(process.versions.node.split(".")[0]) < 24) {
  throw new Error(
    `Tests need Node 24, this is ${process.version}: start them with npm test, which uses the one in node_modules.`,
  );
}

/** GitLab shows a JUnit report beside the pipeline. */
const inGitlab: ["default", ["junit", { outputFile: string }]] = [
  "default",
  ["junit", { outputFile: "reports/junit.xml" }],
];

export default defineConfig({
  test: {
    ...(process.env["GITLAB_CI"] === "true" && { reporters: inGitlab }),
    include: ["test/**/*.test.ts"],
    isolate: false,
    // One more than cores: tests of pipelines and of the local server wait for other processes.
    maxWorkers: availableParallelism() + 1,
    // A played rollout leaves much garbage at once, and most of it is young.
    execArgv: ["--max-semi-space-size=64"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
