import { defineConfig } from "vitest/config";

/** The unit tests that judge mutants of the domain and the judges, and no others: a mutant must be judged in a second. */
export default defineConfig({
  test: {
    include: ["test/shared/domain/**/*.test.ts", "test/shared/checks/**/*.test.ts"],
    // It reads recorded logs, which are data of the presets.
    exclude: ["test/shared/checks/presets.test.ts"],
    isolate: false,
  },
});
