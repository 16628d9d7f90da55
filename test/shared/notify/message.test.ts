import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verdictStatuses } from "../../../shared/domain/verdict.ts";
import { topicMessage } from "../../../shared/notify/message.ts";
import { evidenceCommand } from "../../../shared/notify/told.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";

interface Chat {
  readonly content: { readonly title: string; readonly description: string; readonly nextSteps: readonly string[] };
  readonly metadata: { readonly threadId: string; readonly summary: string };
}

function told(reason: string, releaseId = "v2.3.1", status: (typeof verdictStatuses)[number] = "failed") {
  const owner = { team: reason, contact: reason };
  const record = aRecord({ release: { ...aRecord().release, id: releaseId }, profile: aProfile({ owner }) });
  const finding = aFinding({ check: "shadowed", mode: "shadow", status: "failed", reason });
  const message = topicMessage({
    record,
    verdict: aVerdict({ status, decision: "alert", reason }),
    findings: [finding],
  });
  return { ...message, chat: message.chat as Chat };
}

/** What Slack would still make something of: everything outside inline code, and outside the one link that is ours. */
function markup({ content }: Chat): string {
  return [content.title, content.description, ...content.nextSteps]
    .join("\n")
    .replaceAll(/`[^`\n]*`/g, "")
    .replaceAll(/<https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/[^|<>]*\|Validation>/g, "");
}

const hostile = [
  "<!channel> <@U123> <https://evil.example|click>",
  "`code` *bold* _italic_ ~gone~ > quote",
  "@here :tada: https://evil.example &lt;!channel&gt;",
  "first\n\n*second*\r\n```third```",
  "\u001b[31mred\u202e\u0000",
];

describe("foreign text in a message", () => {
  it.each(hostile)("stays text in the chat: %j", (text) => {
    const { chat } = told(text, text);
    expect(markup(chat)).not.toMatch(/[<>`@]|evil\.|:\/\/|:tada|\*bold|_italic|~gone/);
    expect(`${chat.content.description}${chat.content.title}`).not.toMatch(/<[!@#]|\u001b|\u202e|\u0000/);
  });

  it("opens no mention and ends no code, whatever it is", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...hostile), fc.constantFrom("`", "<!here>", "\n", "&", "|"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 4 }), (reason, release) => {
        const { chat, subject, text } = told(reason.join(""), release.join(""));
        expect(markup(chat)).not.toMatch(/[<>`@]/);
        expect(subject).toMatch(/^[A-Z][\x20-\x7e]{1,98}$/);
        expect(chat.content.title.length).toBeLessThan(250);
        expect(chat.content.description.length).toBeLessThan(3000);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
      }),
    );
  });

  it("adds no line to the readable text", () => {
    const lines = (text: string): number => told(text).text.split("\n").length;
    expect(lines("a\nDecision: proceed\nb")).toBe(lines("a"));
  });

  it("is one word of the command that shows the evidence", () => {
    expect(evidenceCommand("v2.3.1")).toBe("rollout-validator evidence v2.3.1");
    expect(evidenceCommand("$(rm -rf ~)'; x")).toBe("rollout-validator evidence '$(rm -rf ~)'\\''; x'");
    expect(evidenceCommand("--table=x")).toBe("rollout-validator evidence '--table=x'");
  });
});

describe("a message", () => {
  it("tells a person the verdict, why, what to do and where to look", () => {
    const { subject, text, attributes } = told("started: missing evidence");
    expect(subject).toBe("Failed: shop v2.3.1 in production");
    expect(text).toContain("Failed: v2.3.1\n");
    expect(text).toContain("started: missing evidence\nDecision: alert\n");
    expect(text).toContain("rollout-validator evidence v2.3.1");
    expect(text).toContain("  failed       shadowed (shadow): started: missing evidence");
    expect(attributes).toMatchObject({ notice: "failed", service: "shop", decision: "alert" });
  });

  it("says who rolls back, with the whole command", () => {
    const { text, chat } = told("started: PANIC");
    const command = /do it yourself: `?aws ecs stop-service-deployment .* --stop-type ROLLBACK/;
    expect(text).toMatch(command);
    expect(chat.content.nextSteps).toContainEqual(expect.stringMatching(command));
  });

  it("names the owner to call, in the text and in the chat", () => {
    const owner = { team: "Payments", contact: "#on-call", runbook: "https://wiki.example.com/payments" };
    const message = topicMessage({
      record: aRecord({ profile: aProfile({ owner }) }),
      verdict: aVerdict({ status: "failed", decision: "alert", reason: "why" }),
      findings: [],
    });
    const called = "Payments (#on-call), runbook https://wiki.example.com/payments";
    expect(message.text).toContain(`Call its owner: ${called}\n`);
    expect((message.chat as Chat).content.nextSteps).toContain(`Call its owner: \`${called}\``);
  });

  it("of one rollout stands in one thread, from its beginning on", () => {
    const begun = topicMessage({ record: aRecord(), findings: [] }).chat as Chat;
    expect(begun.content.title).toBe("🔵 Validating: shop v2.3.1");
    expect(begun.metadata.threadId).toBe(told("x").chat.metadata.threadId);
  });

  it.each(verdictStatuses)("is whole for a verdict %s without any finding", (status) => {
    const { text, chat } = told("why", "v1", status);
    expect(JSON.stringify({ text, chat })).not.toContain("undefined");
    expect(chat.metadata.summary.toLowerCase()).toContain(status);
  });

  it("shows at most five checks in the chat, and how many more there are", () => {
    const names = Array.from({ length: 8 }, (_, index) => `check-${index}`);
    const record = aRecord({ profile: aProfile({ checks: names.map((name) => ({ name, kind: "log-signature" })) }) });
    const findings = names.map((check) => aFinding({ check, status: "failed", reason: "no" }));
    const { chat } = topicMessage({ record, verdict: aVerdict({ status: "failed" }), findings });
    expect((chat as Chat).content.description.match(/^• /gm)).toHaveLength(6);
    expect((chat as Chat).content.description).toContain("• and 3 more");
  });
});
