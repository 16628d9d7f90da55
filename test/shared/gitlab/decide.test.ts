import { describe, expect, it } from "vitest";
import type { CommitState, StatusIntent, StatusRecord } from "../../../shared/domain/commit-status.ts";
import { admit, needsReading, nextMove, type ShownRow, shownRow } from "../../../shared/gitlab/decide.ts";
import { aRunningIntent, aStatusIntent } from "../../builders/a-status-intent.ts";

const now = "2026-03-01T10:05:00.000Z";
const { attempt } = aStatusIntent();

function aRecord(over: Partial<StatusRecord> = {}): StatusRecord {
  return { revision: 1, desired: aStatusIntent(), ...over };
}

function posted(intent: StatusIntent, id = 7): Pick<StatusRecord, "desired" | "posted"> {
  return { desired: intent, posted: { attempt: intent.attempt, phase: intent.phase, state: intent.state, id } };
}

function aRow(status: CommitState, over: Partial<ShownRow> = {}): ShownRow {
  const { name, description, targetUrl = "" } = aStatusIntent();
  return { id: 7, name, status, description, targetUrl, ...over };
}

describe("whether an intent is still wanted", () => {
  it.each([
    {
      what: "a running after the verdict",
      record: posted(aStatusIntent()),
      intent: aRunningIntent(),
      admission: "stale",
    },
    {
      what: "an older attempt's verdict",
      record: posted(aRunningIntent()),
      intent: aStatusIntent({ attempt: attempt - 1 }),
      admission: "stale",
    },
    { what: "a duplicate", record: posted(aStatusIntent()), intent: aStatusIntent(), admission: "already posted" },
    {
      what: "a second verdict",
      record: posted(aStatusIntent()),
      intent: aStatusIntent({ state: "failed" }),
      admission: "already posted",
    },
    { what: "what was begun only", record: { desired: aStatusIntent() }, intent: aStatusIntent(), admission: "go" },
    { what: "a verdict after running", record: posted(aRunningIntent()), intent: aStatusIntent(), admission: "go" },
    {
      what: "a newer attempt",
      record: posted(aStatusIntent()),
      intent: aRunningIntent({ attempt: attempt + 1 }),
      admission: "go",
    },
  ])("$what: $admission", ({ record, intent, admission }) => {
    expect(admit(aRecord(record), intent)).toBe(admission);
  });

  it("is true when nothing is known", () => {
    expect(admit(undefined, aStatusIntent())).toBe("go");
  });
});

describe("whether GitLab is read first", () => {
  const sent = { attempt, phase: "running", state: "running", at: now } as const;

  it.each([
    { what: "nothing was posted yet", record: {}, reads: true },
    { what: "an answer is missing", record: { ...posted(aRunningIntent()), unanswered: [sent] }, reads: true },
    {
      what: "the status was parked",
      record: { ...posted(aRunningIntent()), parked: { at: now, reason: "x" } },
      reads: true,
    },
    { what: "all is known", record: posted(aRunningIntent()), reads: false },
  ])("when $what: $reads", ({ record, reads }) => {
    expect(needsReading(aRecord(record))).toBe(reads);
  });
});

const running = aRunningIntent();
const pending = aRunningIntent({ state: "pending" });
const verdict = aStatusIntent();
const skipped = aStatusIntent({ state: "skipped" });
const earlier = posted(aStatusIntent({ attempt: attempt - 1 }));

describe("what to do, given what GitLab shows", () => {
  it.each([
    { what: "running over a foreign end", row: aRow("success"), intent: running, move: { do: "keep" } },
    {
      what: "running over an end of this attempt",
      row: aRow("failed"),
      record: posted(verdict),
      intent: running,
      move: { do: "keep" },
    },
    {
      what: "running over the end of an earlier attempt",
      row: aRow("success"),
      record: earlier,
      intent: running,
      move: { do: "post", state: "running" },
    },
    {
      what: "running over another's end since",
      row: aRow("success", { id: 8 }),
      record: earlier,
      intent: running,
      move: { do: "keep" },
    },
    {
      what: "running over running",
      row: aRow("running", { description: "other" }),
      intent: running,
      move: { do: "keep" },
    },
    { what: "pending over running", row: aRow("running"), intent: pending, move: { do: "keep" } },
    { what: "skipped over running", row: aRow("running"), intent: skipped, move: { do: "post", state: "canceled" } },
    { what: "skipped over pending", row: aRow("pending"), intent: skipped, move: { do: "post", state: "skipped" } },
    { what: "the same end and text", row: aRow("success"), intent: verdict, move: { do: "keep" } },
    {
      what: "the same end, another text",
      row: aRow("success", { description: "x" }),
      intent: verdict,
      move: { do: "post", state: "success" },
    },
    {
      what: "the same end, another link",
      row: aRow("success", { targetUrl: "" }),
      intent: verdict,
      move: { do: "post", state: "success" },
    },
    { what: "another end", row: aRow("failed"), intent: verdict, move: { do: "post", state: "success" } },
    { what: "an end over running", row: aRow("running"), intent: verdict, move: { do: "post", state: "success" } },
    { what: "an end over nothing", row: undefined, intent: verdict, move: { do: "post", state: "success" } },
  ])("$what: $move.do $move.state", ({ row, record, intent, move }) => {
    expect(nextMove({ record: aRecord(record), intent, row, now })).toMatchObject(move);
  });

  it.each([
    { what: "20 s ago", sent: { at: "2026-03-01T10:04:40.000Z" }, move: { do: "wait", seconds: 40 } },
    { what: "a minute ago", sent: { at: "2026-03-01T10:04:00.000Z" }, move: { do: "post" } },
    {
      what: "20 s ago and was refused since",
      sent: { at: "2026-03-01T10:04:40.000Z", isOver: true },
      move: { do: "post" },
    },
    {
      what: "20 s ago for the same intent",
      sent: { at: "2026-03-01T10:04:40.000Z", phase: "verdict", state: "success" },
      move: { do: "post" },
    },
  ] as const)("another post without an answer left $what: $move.do", ({ sent, move }) => {
    const record = aRecord({ unanswered: [{ attempt, phase: "running", state: "running", ...sent }] });

    expect(nextMove({ record, intent: verdict, row: undefined, now })).toMatchObject(move);
  });
});

describe("the row that people see", () => {
  it("is the newest, and no CI job in a state that statuses do not have", () => {
    const job = { ...aRow("success", { id: 9 }), status: "manual" };

    expect(shownRow([aRow("failed", { id: 3 }), aRow("success", { id: 5 }), job])).toMatchObject({ id: 5 });
    expect(shownRow([job])).toBeUndefined();
  });
});
