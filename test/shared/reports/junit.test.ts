import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { junit } from "../../../shared/reports/junit.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { aFailedPlace, aPlace, aReport, hostileTexts } from "./a-report.ts";

function namesIn(xml: string): readonly string[] {
  return [...xml.matchAll(/<testcase classname="[^"]*" name="([^"]*)"/g)].map(([, name = ""]) => name);
}

/** Tags in order, so that a text which opens or closes one shows; throws at what no parser takes. */
function tagsIn(xml: string): readonly string[] {
  const bare = xml.replace(/<\?xml[^>]*\?>/, "");
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(bare)) throw new Error("An ampersand stands alone.");
  if (/[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(bare)) throw new Error("Not XML.");
  if (/[\u202a-\u202e\u2066-\u2069]/.test(bare)) throw new Error("Text runs backwards.");
  const open: string[] = [];
  for (const [, slash, name = "", attributes = "", self] of bare.matchAll(
    /<(\/?)([\w:!-]+)((?:\s[\w-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (slash) {
      if (open.pop() !== name || attributes) throw new Error(`</${name}> closes nothing.`);
    } else if (!self) open.push(name);
  }
  if (open.length > 0) throw new Error(`${open} stay open.`);
  return [...bare.matchAll(/<\/?[^\s>]+/g)].map(([tag]) => tag);
}

describe("a JUnit report", () => {
  it("has a failure with the deciding lines for a failed check", () => {
    const lines = [{ at: at(59), group: "/ecs/shop", stream: "shop/app/1", text: "ERROR: <relation> exists" }];
    const xml = junit(aReport({ places: [aFailedPlace({ lines })] }));

    expect(xml).toContain('tests="2" failures="1" errors="0" skipped="0"');
    expect(xml).toContain(
      '<failure message="failed: rejected line seen">rejected line seen\n2026-03-01T10:00:59.000Z /ecs/shop shop/app/1\n  ERROR: &lt;relation&gt; exists\nFix what the line says, in a new release.\n',
    );
  });

  it.each(["missing", "no answer", "not allowed", "not in time", "interrupted", "running"] as const)(
    "has an error for a place that is %s, so that it is never all green",
    (status) => {
      const { rollout: _, ...place } = aPlace({ status, reason: "nobody knows" });

      expect(junit(aReport({ places: [aPlace(), place] }))).toContain(`<error message="${status}: nobody knows">`);
    },
  );

  it("says why a verdict is not a pass when no check does", () => {
    const xml = junit(aReport({ places: [aPlace({ status: "inconclusive", reason: "its profile has problems" })] }));

    expect(namesIn(xml)).toContain("verdict (shop, ap-southeast-2, production)");
    expect(xml).toContain('errors="1"');
  });

  it("tells what a person decided in properties of the suite, and has none where nobody did", () => {
    const place = aPlace();
    const by = { principal: "arn:aws:sts::111122223333:assumed-role/operator/mia", gitlabUser: "mia" };
    const decisions = [anOperatorDecision({ by, reason: 'known "noise" <1>' })];
    const decided = { ...place, ...(place.rollout && { rollout: { ...place.rollout, decisions } }) };

    expect(junit(aReport({ places: [decided, aPlace({ region: "eu-west-1" })] }))).toContain(`
    <properties>
      <property name="decided (ap-southeast-2, production)" value="proceed by mia, ${by.principal}, at ${at(600)}: known &quot;noise&quot; &lt;1&gt;"/>
    </properties>
`);
    expect(junit(aReport())).not.toContain("propert");
  });

  it("counts a shadow check that failed as skipped", () => {
    const place = aPlace();
    const rollout = place.rollout && {
      ...place.rollout,
      findings: [aFinding({ mode: "shadow", status: "failed" }), aFinding()],
    };

    expect(junit(aReport({ places: [{ ...place, ...(rollout && { rollout }) }] }))).toContain(
      'failures="0" errors="0" skipped="1"',
    );
  });

  it("names every case differently, also the same check in two Regions or twice in one", () => {
    const names = namesIn(junit(aReport({ places: [aPlace(), aPlace({ region: "eu-west-1" }), aPlace()] })));

    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    expect(names[1]).toBe("started (shop, ap-southeast-2, production)");
  });

  it("is well-formed whatever a reason, a line or a name holds", () => {
    const xmlOf = (text: string) =>
      junit(
        aReport({
          release: text,
          service: text,
          places: [
            aFailedPlace({ check: text, reason: text, lines: [{ at: at(1), group: text, stream: text, text }] }),
          ],
        }),
      );
    const tags = tagsIn(xmlOf("plain"));

    for (const text of hostileTexts) expect(tagsIn(xmlOf(text)), text).toEqual(tags);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tagsIn(xmlOf(text))).toEqual(tags);
      }),
    );
  });
});
