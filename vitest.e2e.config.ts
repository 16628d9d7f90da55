import { defineConfig } from "vitest/config";
import { settings } from "./vitest.config.ts";

/** What people and GitLab meet: the pages in Chromium, the example pipelines run by gitlab-ci-local, which needs rsync, and the command line as a program that runs. */
export default defineConfig({
  test: { ...settings("reports/junit-e2e.xml"), include: ["test/e2e/**/*.test.ts"] },
});
