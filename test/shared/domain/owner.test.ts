import { describe, expect, it } from "vitest";
import { adviceInShort, adviceOf, stepText } from "../../../shared/domain/advice.ts";
import { ownerText } from "../../../shared/domain/owner.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";

const owner = { team: "Payments", contact: "#payments-on-call", runbook: "https://wiki.example.com/payments" };
const named = "Payments (#payments-on-call), runbook https://wiki.example.com/payments";

function told(decision: "alert" | "delegate" | "proceed", isOwned = true) {
  const status = decision === "proceed" ? "passed" : "failed";
  const profile = aProfile({ ...(isOwned && { owner }) });
  return { record: aRecord({ profile, verdict: aVerdict({ status, decision }) }), findings: [] };
}

function advised(...args: Parameters<typeof told>): readonly string[] {
  return adviceOf(told(...args))?.steps.map(stepText) ?? [];
}

describe("an owner", () => {
  it("whom the profile does not name is somebody for the reader to find", () => {
    expect(advised("alert", false).at(-1)).toBe(
      "Stop the pipeline before the next Region, and call the release's owner.",
    );
    expect(advised("delegate", false).at(-1)).toMatch(/give the evidence to the service's owner to judge\.$/);
  });

  it("is named with the advice to call, after everything that comes before a call", () => {
    expect(advised("alert").slice(-2)).toEqual([
      "Stop the pipeline before the next Region.",
      `Call its owner: ${named}`,
    ]);
    expect(adviceInShort(told("alert"))).toMatch(
      /Stop the pipeline before the next Region\. Call its owner: Payments /,
    );
  });

  it("is named where the evidence is to be judged", () => {
    expect(advised("delegate").at(-1)).toBe(`Give the evidence to its owner to judge: ${named}`);
  });

  it("is called for no pass", () => {
    expect(advised("proceed").join(" ")).not.toContain("Payments");
  });

  it.each([
    [{ team: "Payments" }, "Payments"],
    [{ team: "Payments", contact: "+61 2 5550 1234" }, "Payments (+61 2 5550 1234)"],
    [{ team: "Payments", runbook: owner.runbook }, "Payments, runbook https://wiki.example.com/payments"],
  ])("is told with what is known: %j", (known, text) => {
    expect(ownerText(known)).toBe(text);
  });
});
