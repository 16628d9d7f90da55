import { describe, expect, it } from "vitest";
import { judgeLogErrors } from "../../../shared/checks/log-errors/judge.ts";
import { judgeLogPresence } from "../../../shared/checks/log-presence/judge.ts";
import type { LogCoverage } from "../../../shared/domain/log.ts";
import { noLineAtAll } from "../../../shared/domain/readability.ts";
import { aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { theFacts } from "../../builders/a-task.ts";
import { aBudget, aPresence, aSignature } from "../../builders/checks.ts";
import { judged } from "../../builders/judged-signature.ts";
import { aCoverage } from "../../builders/log-evidence.ts";

const routed = theFacts({ rollout: aRollout({ containers: [aRoutedContainer(), aContainer({ name: "router" })] }) });
const noRecord =
  "no FireLens record that names one of these tasks (ecs_task_arn) and its container (container_name) was read";
const silent = { anyRecord: false, anyLine: true };
const watcher = aSignature({ container: "app", expect: [], reject: [{ pattern: "PANIC" }], for: "2m" });

function budget(coverage: Partial<LogCoverage>, over = {}) {
  const evidence = { hits: [], coverage: aCoverage(at(400), coverage) };
  return judgeLogErrors(aBudget(over), evidence, routed, at(400));
}

describe("where no FireLens record could be told to be of this rollout", () => {
  it("a budget that nothing was counted for is not kept, but unknown", () => {
    expect(budget(silent, { container: ["app"] })).toMatchObject({ status: "inconclusive", reason: noRecord });
  });

  it("the absence of rejected lines proves nothing", () => {
    expect(judged(watcher, { seconds: 400, coverage: silent, facts: routed })).toMatchObject({
      status: "inconclusive",
      reason: noRecord,
    });
  });

  it("a missing line fails the check, and the reason says what may be wrong", () => {
    expect(judged(aSignature(), { seconds: 400, coverage: silent, facts: routed })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason: expect.stringMatching(/^missing evidence: .*; no FireLens record/),
    });
  });

  it("silence fails the check that asks for lines, and says the same", () => {
    const evidence = { hits: [], coverage: aCoverage(at(400), silent) };

    expect(judgeLogPresence(aPresence(), evidence, routed, at(400))).toMatchObject({
      status: "failed",
      reason: `missing evidence: 0 of 2 tasks logged any line within 3m; ${noRecord}`,
    });
  });

  it("it is said instead of that no line came", () => {
    expect(noLineAtAll(aCoverage(at(60), { anyLine: false, anyRecord: false }))).toBe(`; ${noRecord}`);
  });
});

describe("silence is believed", () => {
  it.each([
    { what: "once any record was read", coverage: { anyRecord: true } },
    { what: "where no container logs through FireLens", coverage: {} },
  ])("$what", ({ coverage }) => {
    expect(budget(coverage, { container: ["app"] }).status).toBe("passed");
    expect(judged(watcher, { seconds: 400, coverage, facts: routed }).status).toBe("passed");
  });

  it("of containers whose streams are known", () => {
    expect(budget(silent, { container: ["router"] }).status).toBe("passed");
  });
});
