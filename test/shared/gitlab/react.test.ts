import { describe, expect, it } from "vitest";
import type { Failure } from "../../../shared/gitlab/answer.ts";
import { type Next, type Remedy, react } from "../../../shared/gitlab/react.ts";
import { aStatusIntent } from "../../builders/a-status-intent.ts";

const { attempt } = aStatusIntent();

function next(
  failure: Failure,
  { spent = [], after = 300_000 }: { spent?: readonly Remedy[]; after?: number } = {},
): Next {
  return react(failure, { intent: aStatusIntent(), spent: new Set(spent), nowMilliseconds: attempt + after });
}

const badLink: Failure = { kind: "bad field", fields: ["target_url"], detail: "target_url is blocked" };
const badText: Failure = { kind: "bad field", fields: ["description"], detail: "description is too long" };

describe("after a failure", () => {
  it.each<{ failure: Failure; remedy: Remedy }>([
    { failure: { kind: "unauthorized" }, remedy: "fresh token" },
    { failure: { kind: "not found", what: "pipeline" }, remedy: "another pipeline" },
    { failure: { kind: "job limit" }, remedy: "no pipeline" },
    { failure: { kind: "name taken" }, remedy: "another name" },
    { failure: badLink, remedy: "no link" },
    { failure: badText, remedy: "shorter text" },
    { failure: { kind: "illegal transition", from: "running", detail: "x" }, remedy: "read first" },
  ])("$failure.kind is tried once more with $remedy, then parked", ({ failure, remedy }) => {
    expect(next(failure)).toEqual({ do: "change", remedy });
    expect(next(failure, { spent: [remedy] })).toMatchObject({ do: "park" });
  });

  it.each<Failure>([
    { kind: "forbidden", detail: "HTTP 403" },
    { kind: "refused", detail: "HTTP 413" },
    { kind: "not found", what: "project" },
    { kind: "not found", what: "ref" },
    { kind: "not found", what: "commit" },
    { kind: "bad field", fields: ["ref"], detail: "ref is too long" },
  ])("%o is parked", (failure) => {
    expect(next(failure)).toMatchObject({ do: "park" });
  });

  it("waits for a commit that was pushed just now", () => {
    expect(next({ kind: "not found", what: "commit" }, { after: 59_000 })).toMatchObject({ do: "wait" });
  });

  it("waits as long as a rate limit says", () => {
    expect(next({ kind: "throttled", seconds: 30 })).toMatchObject({ do: "wait", seconds: 30 });
    expect(next({ kind: "throttled" })).not.toHaveProperty("seconds");
  });

  it.each<Failure>([
    { kind: "busy", detail: "HTTP 409" },
    { kind: "unclear", detail: "HTTP 502", isOver: false },
  ])("$kind is tried again later", (failure) => {
    expect(next(failure)).toMatchObject({ do: "wait", reason: failure.kind === "busy" ? "HTTP 409" : "HTTP 502" });
  });
});
