import { describe, expect, it } from "vitest";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import { aDossier, aFailedDossier, aPageInput } from "../../builders/a-release.ts";
import { anApply } from "../../builders/an-apply.ts";

const changes = { create: 1, update: 2, delete: 0 };
const link = '<a href="https://gitlab.example.com/fleet/shop/-/jobs/4711" rel="noreferrer noopener">job</a>';

describe("Terraform's word on the page", () => {
  it("is nowhere when no job told it", () => {
    expect(evidencePage(aPageInput({ rollouts: [aDossier()] }))).not.toMatch(/terraform/i);
  });

  it("stands beside the verdict, at the rollout and among what happened, a success beside a failure too", () => {
    const page = evidencePage(
      aPageInput({ rollouts: [aFailedDossier(undefined, { applies: [anApply({ changes })] })] }),
    );
    const [screen = "", rollout = ""] = page.split('<section aria-labelledby="rollouts">');

    expect(screen).toContain('<span class="word">failed</span>');
    expect(screen).toMatch(/<dt>Terraform<\/dt><dd><p>terraform apply: success, 1 to add, 2 to change, 0 to destroy /);
    expect(screen).toContain(link);
    const [head = "", happened = ""] = rollout.split("What happened");
    expect(head).toContain("<p>terraform apply: success, 1 to add, 2 to change, 0 to destroy ");
    expect(happened).toContain("<span>terraform apply: success, 1 to add, 2 to change, 0 to destroy</span>");
  });

  it("has no link where the job named none", () => {
    const { jobUrl: _, ...unnamed } = anApply({ outcome: "failed" });
    const page = evidencePage(aPageInput({ rollouts: [aDossier({ applies: [unnamed] })] }));

    expect(page).toContain("<p>terraform apply: failed <span");
    expect(page).not.toContain(">job</a>");
  });

  it("is told of a place in which nothing was rolled out, beside other places and alone", () => {
    const notRolledOut = [anApply({ region: "eu-west-1", outcome: "failed" })];
    for (const rollouts of [[], [aDossier()]]) {
      expect(evidencePage({ ...aPageInput({ rollouts }), notRolledOut })).toContain(
        "<p>shop in eu-west-1: terraform apply: failed; no rollout of it is known there <span",
      );
    }
  });

  it("stays text in its place, whatever is kept of it", () => {
    const hostile = '"><script>alert(1)</script>';
    const apply = { ...anApply({ service: hostile, jobUrl: hostile }), outcome: hostile as "failed" };
    const page = evidencePage({ ...aPageInput({ rollouts: [aDossier({ applies: [apply] })] }), notRolledOut: [apply] });

    expect(page).not.toContain("<script>");
    expect(page).toContain(", &quot;&gt;&lt;script&gt;");
    expect(page).not.toContain('href="&quot;');
  });
});
