import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rollout } from "../../../shared/domain/rollout.ts";
import { cellCode, code } from "../../../shared/reports/code-span.ts";
import { markdown } from "../../../shared/reports/markdown.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aFailedPlace, aPlace, aReport, hostileTexts } from "./a-report.ts";

describe("hostile text in Markdown", () => {
  it("stays inside one code span", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...hostileTexts),
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom("`", " ", "\n", "a") }),
        ),
        (text) => {
          expect(cellCode(text)).not.toContain("|");
          const span = code(text);
          const fence = /^`+/.exec(span)?.[0] ?? "";
          const inner = span.slice(fence.length, -fence.length);
          expect(span.endsWith(fence)).toBe(true);
          expect(span).not.toMatch(/[\n\r\u0000-\u001f]/);
          expect([...inner.matchAll(/`+/g)].some(([run]) => run.length === fence.length)).toBe(false);
          expect(inner.startsWith("`") || inner.endsWith("`")).toBe(false);
        },
      ),
    );
  });

  it("adds no line to the report", () => {
    const of = (text: string) =>
      markdown(
        aReport({
          service: text,
          places: [aFailedPlace({ check: text, reason: text, lines: [{ at: at(1), group: "g", stream: "s", text }] })],
        }),
      );

    for (const text of hostileTexts) expect(of(text).split("\n")).toHaveLength(of("plain").split("\n").length);
  });
});

describe("a Markdown report", () => {
  it("begins with the worst verdict and what to do", () => {
    expect(markdown(aReport({ places: [aPlace(), aFailedPlace()] })).split("\n")[0]).toBe(
      "## `shop` `v2.3.1`: failed -> alert",
    );
  });

  it("shows what a person decided beside the verdict", () => {
    const place = aPlace();
    const decided = {
      ...place,
      ...(place.rollout && { rollout: { ...place.rollout, decisions: [anOperatorDecision()] } }),
    };

    expect(markdown(aReport({ places: [decided] }))).toContain(
      "**Decided by a person:** proceed, by `arn:aws:sts::111122223333:assumed-role/operator/mia` at 2026-03-01T10:10:00.000Z: `looked at it`",
    );
  });
});

it("names the owner to call, in code", () => {
  const place = aFailedPlace();
  const record = place.rollout && {
    ...place.rollout.record,
    profile: { ...place.rollout.record.profile, owner: { team: "Pay`ments", contact: "@all" } },
  };
  const owned = { ...place, ...(place.rollout && record && { rollout: { ...place.rollout, record } }) };

  expect(markdown(aReport({ places: [owned] }))).toMatch(/\n\d\. Call its owner: ``Pay`ments \(@all\)``\n/);
});

it("says what to do, with foreign words in code", () => {
  const text = markdown(aReport({ places: [aFailedPlace({ reason: "rejected line seen" })] }));

  expect(text).toContain("**What to do:**\n\n");
  expect(text).toMatch(/\n\d\. ECS rolls back by itself .* do it yourself: `aws ecs stop-service-deployment [^`]+`\n/);
  expect(text).toMatch(/\n\d\. Stop the pipeline before the next Region/);
});

describe("the table of checks", () => {
  /** Rows of a failed place whose rollout is so. */
  function rowsOf(over: Partial<Rollout>, finding: Parameters<typeof aFinding>[0] = {}): readonly string[] {
    const place = aPlace();
    const rollout = place.rollout && {
      ...place.rollout,
      record: { ...place.rollout.record, rollout: { ...place.rollout.record.rollout, ...over } },
      findings: [aFinding({ check: "task-health", kind: "task-health" }), aFinding({ status: "failed", ...finding })],
    };
    const text = markdown(aReport({ places: [{ ...place, ...(rollout && { rollout }) }] }));
    return text.split("\n").filter((each) => each.startsWith("| `"));
  }

  it("says what failing each does: who rolls back depends on the circuit breaker", () => {
    const [health, started] = rowsOf({ circuitBreaker: true, breakerRollsBack: true });
    expect(health).toBe(
      "| `task-health` | passed | aborts the promotion; ECS rolls back when its circuit breaker trips |",
    );
    expect(started).toBe("| `started` | failed | aborts the promotion |");
    for (const breaker of [{ circuitBreaker: false }, { circuitBreaker: true, breakerRollsBack: false }])
      expect(rowsOf(breaker)[0]).toContain("; nobody rolls back by itself |");
  });

  it("calls a shadow check a remark", () => {
    expect(rowsOf({}, { mode: "shadow" })[1]).toBe("| `started` | failed | remark: decides nothing |");
  });

  it("has three cells in each row, whatever a check is called", () => {
    const bars = (check: string) => rowsOf({}, { check })[1]?.match(/\|/g)?.length;
    expect(bars("a|b\\|c")).toBe(4);
  });
});

describe("after the deployment", () => {
  it("a pass leaves a checklist of what the validator does not see, and a sentence for the release notes", () => {
    const text = markdown(aReport());
    expect(text).toContain("### After the deployment\n\n- [ ] The health endpoint");
    expect(text).toContain(
      "> `v2.3.1` of `shop`: verified in `production` (`ap-southeast-2`) at 2026-03-01 10:04 UTC, 4m12s after its rollout began, by 2 of 2 checks.\n",
    );
  });

  describe("endpoints", () => {
    const http = aFinding({ check: "reachable", kind: "http" });
    const asked = (downtimeSeconds: number, finding = http) => {
      const record = aRecord({ verdict: aVerdict({ downtimeSeconds }) });
      return aPlace({ rollout: { record, findings: [aFinding(), finding], decisions: [] } });
    };
    const open = "- [ ] The health endpoint and the critical endpoints answer.\n";

    it.each([
      ["in one place only", [asked(0), aPlace({ region: "eu-west-1" })]],
      ["by a check that decides nothing", [asked(0, { ...http, mode: "shadow" })]],
      ["by a check that was not done", [asked(0, { ...http, status: "inconclusive" })]],
    ])("that were asked %s are left to a person", (_, places) => {
      expect(markdown(aReport({ places }))).toContain(open);
    });

    it("that a check asked are done, and others are not", () => {
      const text = markdown(aReport({ places: [asked(0), asked(0, { ...http, check: "login" })] }));
      expect(text).not.toContain(open);
      expect(text).toContain(
        "\n- [x] Endpoints asked by `reachable`, `login` answered within the limits.\n- [ ] The critical endpoints that no check asks answer.\n",
      );
    });

    it("that were down, and that were not, stand in the sentence for the release notes", () => {
      expect(markdown(aReport({ places: [asked(0)] }))).toContain("checks, no downtime seen by probes every 5s.\n");
      expect(markdown(aReport({ places: [asked(9.2)] }))).toContain("checks, down for 10s by probes every 5s.\n");
    });
  });

  it("anything else leaves no checklist, and the sentence says so", () => {
    const text = markdown(aReport({ places: [aPlace(), { ...aFailedPlace(), region: "eu-west-1" }] }));
    expect(text).not.toContain("- [ ]");
    expect(text).toContain("; **not** verified in `production` (`eu-west-1`): failed.\n");
    expect(markdown(aReport({ places: [] }))).toContain("> `v2.3.1` of `shop`: nowhere verified.");
  });
});
