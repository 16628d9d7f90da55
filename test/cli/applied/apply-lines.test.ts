import { describe, expect, it } from "vitest";
import { lonelyApplyLines } from "../../../cli/applied/apply-lines.ts";
import { rolloutTree } from "../../../cli/evidence/rollout-tree.ts";
import { textOf } from "../../../cli/text/line.ts";
import { reportLines } from "../../../cli/wait/report-lines.ts";
import { markdown } from "../../../shared/reports/markdown.ts";
import { reportJson } from "../../../shared/reports/report-json.ts";
import { aDossier, aFailedDossier } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";
import { anApply } from "../../builders/an-apply.ts";
import { aFailedPlace, aPlace, aReport } from "../../shared/reports/a-report.ts";

const changes = { create: 1, update: 2, delete: 0 };
const words = "terraform apply: success, 1 to add, 2 to change, 0 to destroy";
const { jobUrl = "" } = anApply();
const lines = (told: Parameters<typeof rolloutTree>[0]): readonly string[] => rolloutTree(told, 200).map(textOf);

describe("Terraform's word in the tree", () => {
  it("is nowhere when no job told it", () => {
    expect(lines(aDossier()).join()).not.toMatch(/terraform/i);
  });

  it("stands below the verdict that it contradicts, with its job, and in the timeline", () => {
    const [head = "", , , apply, job, ...rest] = lines(aFailedDossier(undefined, { applies: [anApply({ changes })] }));

    expect(head).toMatch(/^v2.3.1 {2}failed/);
    expect([apply, job]).toEqual([`  ${words}  ${at(40)}`, `    ${jobUrl}`]);
    expect(rest).toContain(`    10:00:40.000  ${words}`);
  });

  it("stands below a rollout without a verdict", () => {
    const dossier = aDossier({ applies: [anApply({ outcome: "canceled" })] });
    const { verdict: _, ...record } = dossier.record;

    expect(lines({ ...dossier, record })[1]).toBe(`  terraform apply: canceled  ${at(40)}`);
  });

  it("says where no rollout is known", () => {
    const apply = anApply({ outcome: "failed" });

    expect(lonelyApplyLines("v2.3.1", [apply]).map(textOf)).toEqual([
      "v2.3.1  no rollout is known   shop in ap-southeast-2",
      `  terraform apply: failed  ${at(40)}`,
      `    ${jobUrl}`,
      "",
    ]);
  });
});

describe("Terraform's word in the reports of wait", () => {
  it("is nowhere when no job told it", () => {
    expect(JSON.stringify(reportJson(aReport()))).not.toContain("applies");
    expect(markdown(aReport())).not.toMatch(/terraform/i);
  });

  it("stands beside the verdict in JSON, Markdown and on the terminal", () => {
    const report = aReport({ places: [{ ...aFailedPlace(), applies: [anApply({ changes })] }] });

    expect(reportJson(report).places[0]).toMatchObject({ status: "failed", applies: [anApply({ changes })] });
    expect(markdown(report)).toContain(`\n- ${words} at ${at(40)}, by \`${jobUrl}\`\n`);
    expect(reportLines(report, 200).map(textOf)).toContain(`  ${words}  ${at(40)}`);
  });

  it("explains a place in which no rollout was seen", () => {
    const { rollout: _, ...unseen } = aPlace({ status: "missing", reason: "no validation was seen" });
    const report = aReport({ places: [{ ...unseen, applies: [anApply({ outcome: "failed" })] }] });

    expect(markdown(report)).toContain("- terraform apply: failed at");
    expect(reportLines(report, 200).map(textOf)).toContain(`  terraform apply: failed  ${at(40)}`);
  });
});
