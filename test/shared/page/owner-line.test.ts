import { expect, it } from "vitest";
import type { Owner } from "../../../shared/domain/owner.ts";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import { aFailedDossier, aPageInput } from "../../builders/a-release.ts";

/** The first screen of a release that failed. */
function shown(owner: Owner): string {
  const { record, ...rest } = aFailedDossier("PANIC: no route");
  const page = evidencePage(
    aPageInput({ rollouts: [{ ...rest, record: { ...record, profile: { ...record.profile, owner } } }] }),
  );
  return page.slice(page.indexOf('<section class="verdict'), page.indexOf("<aside"));
}

it("an owner stands once on the first screen, with a way to reach it and its runbook a click away", () => {
  const page = shown({ team: "Payments", contact: "#on-call", runbook: "https://wiki.example.com/a?b&c" });
  expect(page).toContain(
    '<dt>Owner</dt><dd><p><b>Payments</b> (#on-call), <a href="https://wiki.example.com/a?b&amp;c" rel="noreferrer noopener">runbook</a></p></dd>',
  );
  expect(page.match(/Payments/g)).toHaveLength(1);
});

it.each(["javascript:alert(1)", "http://wiki.example.com"])("a runbook at %s is no link", (runbook) => {
  expect(shown({ team: "Payments", runbook })).not.toContain(`href="${runbook}`);
});

it("an owner is text, whatever it is called", () => {
  expect(shown({ team: "<script>", contact: '"><img>' })).toContain("<b>&lt;script&gt;</b> (&quot;&gt;&lt;img&gt;)");
});
