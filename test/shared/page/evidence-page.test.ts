import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OperatorDecision } from "../../../shared/domain/operator-decision.ts";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import type { PageInput } from "../../../shared/page/standing.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aBigRelease, aDossier, aFailedDossier, aPageInput, inPlace } from "../../builders/a-release.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aCrashedTask } from "../../builders/a-task.ts";

const decision: OperatorDecision = {
  id: "1",
  at: at(300),
  decision: "proceed",
  reason: "known noise",
  by: { principal: "arn:aws:sts::111122223333:assumed-role/operator/jo", gitlabUser: "jo" },
  expiresAt: at(9000),
};

/** A page in which this text stands wherever a text of others may come in. */
function hostilePage(text: string): PageInput {
  const dossier = aFailedDossier(text, {
    tasks: [aCrashedTask({ stoppedReason: text, containers: [{ name: text, exitCode: 1, reason: text }] })],
    timeline: [{ at: at(1), id: "verdict", text }],
    decisions: [{ ...decision, reason: text, by: { principal: text, gitlabUser: text } }],
  });
  const { verdict, ...record } = dossier.record;
  const logs = { driver: "awslogs", group: text, region: "ap-southeast-2", streamPrefix: text };
  const findings = [...dossier.findings, aFinding({ check: text, facts: { [text]: text }, supersededBy: text })];
  const notes = [text];
  const hostile = {
    ...dossier,
    findings,
    record: {
      ...record,
      ...(verdict && { verdict: { ...verdict, reason: text } }),
      notes,
      denied: text,
      release: { ...record.release, project: text, ref: text },
      rollout: aRollout({ containers: [aContainer({ name: text, image: text, logs })] }),
      profile: {
        ...record.profile,
        owner: { team: text, contact: text, runbook: text },
        source: text,
        checks: [{ name: text, kind: "log-errors", pattern: text, max: 1 }],
      },
    },
  };
  return aPageInput({ releaseId: text, rollouts: [hostile], unanswered: [{ region: text, reason: text }] });
}

/** The page's elements and attributes without their texts. */
function skeleton(page: string): string {
  const [head = "", body = ""] = page.split("</style>");
  return (head.replace(/<style>.*/s, "") + body).replaceAll(/"[^"]*"/g, '""').replaceAll(/>[^<]*</g, "><");
}

describe("a page", () => {
  it("has the same elements whatever the texts of others say", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: "binary" }).filter((each) => each.trim() !== ""),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "<img src=x onerror=alert(1)>",
        "</style><a href=javascript:1>",
        "-->",
      ),
    );
    const plain = skeleton(evidencePage(hostilePage("x")));
    fc.assert(
      fc.property(text, (hostile) => {
        expect(skeleton(evidencePage(hostilePage(hostile)))).toBe(plain);
      }),
      { numRuns: 60 },
    );
  });

  it("links only to itself and to consoles, and has no script, image, frame, form or style of an element", () => {
    const page = evidencePage(hostilePage('"><script>alert(1)</script>'));
    const addresses = [...page.matchAll(/href="([^"]*)"/g)].map(([, address = ""]) => address);

    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) expect(address).toMatch(/^(#|https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/)/);
    expect(page).not.toMatch(/<(script|img|iframe|object|embed|form|link|base)\b/i);
    expect(page).not.toMatch(/ (style|src|on\w+)=/i);
  });

  it("allows the browser its own style and nothing else", () => {
    const page = evidencePage(aPageInput());
    const [, style = ""] = /<style>(.*)<\/style>/s.exec(page) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");

    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
  });

  it("names every project and commit that has a release of this id", () => {
    const { record } = aDossier();
    const release = { ...record.release, project: "team/auth", commit: "b".repeat(40) };
    const other = inPlace(aDossier({ record: { ...record, release } }), { service: "auth", number: "2" });
    const page = evidencePage(aPageInput({ rollouts: [aDossier(), other] }));

    expect(page).toContain('<p class="soft">77 · commit ');
    expect(page).toContain('<p class="soft">team/auth · commit bbbbbbbbbbbb · ');
  });

  it.each([50, 7])(
    "has no id twice, and leads no link of its own nowhere, with the evidence of %s rollouts",
    (rollouts) => {
      const page = evidencePage(aBigRelease(), { rollouts });
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);

      expect(new Set(ids).size).toBe(ids.length);
      expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    },
  );
});

describe("the first screen", () => {
  const first = (input: Partial<PageInput>): string => evidencePage(aPageInput(input)).split('id="ledger"')[0] ?? "";

  it("has the verdict, where, since when, why with the deciding line, whose fault, and what to do", () => {
    const screen = first({ rollouts: [aFailedDossier("PANIC: no database")] });

    for (const text of [
      "failed",
      "alert",
      "shop",
      "production, ap-southeast-2",
      "1 Mar 2026, 10:04:12 UTC",
      "4m12s after its start",
      "<code>PANIC: no database</code>",
      "The release.",
      "Fix what the line says",
      "ECS rolls back by itself when its circuit breaker trips",
      "Stop the pipeline",
    ])
      expect(screen).toContain(text);
  });

  it("has what people decided, the one that stands first, the others as replaced or expired", () => {
    const later = { ...decision, id: "2", at: at(310), decision: "alert", expiresAt: at(320) } as const;
    const screen = first({ rollouts: [aDossier({ decisions: [decision, later] })] });

    expect(screen).toMatch(/<b>alert<\/b> by jo: known noise.*<b>proceed<\/b> \(replaced\) by jo/s);
  });

  it("says until when a decision holds: a stop until another one, a proceed until it expires", () => {
    const over = { ...decision, expiresAt: at(1) };
    const told = (each: typeof decision): string => first({ rollouts: [aDossier({ decisions: [each] })] });

    expect(told({ ...over, decision: "delegate" })).toMatch(/<b>delegate<\/b> by jo.*holds until another decision/s);
    expect(told(over)).toMatch(/<b>proceed<\/b> \(expired\) by jo.*holds until <time/s);
  });

  it("does not call a release passed while a Region does not answer, and says why", () => {
    const screen = first({ unanswered: [{ region: "eu-west-1", reason: "dynamodb:Query was throttled" }] });

    expect(screen).toContain("<title>v2.3.1: inconclusive</title>");
    expect(screen).toContain("eu-west-1 did not answer: dynamodb:Query was throttled");
  });

  it("says what is waited for while there is no verdict", () => {
    const screen = first({
      rollouts: [
        aDossier({ record: aRecord(), findings: [aFinding({ status: "pending", reason: "waiting for it" })] }),
      ],
    });

    expect(screen).toContain("still running");
    expect(screen).toContain("started: waiting for it");
    expect(screen).toContain("Wait: there is no verdict yet.");
  });

  it("stands also for a release that no Region knows", () => {
    expect(first({ rollouts: [] })).toContain("inconclusive");
  });
});

describe("the rollouts", () => {
  it("begin with the failed one, open, and say what is closed", () => {
    const rollouts = [inPlace(aDossier(), { service: "auth", number: "2" }), aFailedDossier()];
    const page = evidencePage(aPageInput({ rollouts }));

    expect([...page.matchAll(/<details class="rollout"( open)?>/g)].map(([, open]) => open)).toEqual([
      " open",
      undefined,
    ]);
    expect(page).toContain("1 rollout closed: open one for its evidence.");
  });

  it("link to the one that each replaced, and to the one that replaced it", () => {
    const earlier = inPlace(aFailedDossier(), { number: "1" });
    const { record } = aDossier();
    const again = inPlace(aDossier({ record: { ...record, rollout: { ...record.rollout, startedAt: at(900) } } }), {
      number: "2",
    });
    const page = evidencePage(aPageInput({ rollouts: [again, earlier] }));

    expect(page).toContain('replaced by <a href="#ap-southeast-2-production-shop-2">ecs-svc/2</a>');
    expect(page).toContain('replaced <a href="#ap-southeast-2-production-shop-1">ecs-svc/1</a>');
  });

  it("beyond a limit have a line each, and the page says so", () => {
    const page = evidencePage(aBigRelease(), { rollouts: 10 });

    expect(page.match(/<details class="rollout"/g)).toHaveLength(10);
    expect(page).toContain("40 more rollouts in a line each at the end");
  });
});
