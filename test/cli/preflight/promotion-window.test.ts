import { describe, expect, it } from "vitest";
import { aFoundProfile } from "../../builders/a-preflight.ts";
import { judged } from "./judged.ts";

/** It is a Sunday, 10:05 UTC. */
const window = (days: string) =>
  aFoundProfile(`promotion: { window: { days: [${days}], from: '09:00', until: '16:00', zone: UTC } }`);

describe("the promotion window", () => {
  it("that is shut is a warning with its next opening", () => {
    expect(judged("promotion window", window("mon..thu"))).toMatchObject({
      status: "WARN",
      says: "outside the promotion window (mon, tue, wed, thu 09:00-16:00 UTC), which opens next at mon 2026-03-02 09:00 UTC (2026-03-02T09:00:00.000Z)",
    });
  });

  it("that is open, or not told, is none", () => {
    expect(judged("promotion window", window("sun"))).toMatchObject({
      status: "OK",
      says: "open now: sun 09:00-16:00 UTC",
    });
    expect(judged("promotion window").status).toBe("OK");
  });
});
