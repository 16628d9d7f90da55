import { describe, expect, it } from "vitest";
import { signalText } from "../../../shared/domain/deployment-signal.ts";
import { wholeTimeline } from "../../../shared/domain/whole-timeline.ts";
import { at } from "../../builders/a-rollout.ts";
import { aSignal } from "../../builders/a-signal.ts";

describe("the whole timeline", () => {
  it("has the events from ECS among what the validation kept, in order of time", () => {
    const opened = { at: at(1), id: "opened", text: "validation opened" };
    const verdict = { at: at(70), id: "verdict", text: "verdict passed" };
    const signals = [aSignal(), aSignal({ id: "e2", name: "SERVICE_DEPLOYMENT_COMPLETED", at: at(60) })];

    expect(
      wholeTimeline({ timeline: [verdict, opened], signals, applies: [] }).map(({ at: when, id }) => [when, id]),
    ).toEqual([
      [at(0), "signal#e1"],
      [at(1), "opened"],
      [at(60), "signal#e2"],
      [at(70), "verdict"],
    ]);
  });
});

describe("an event in words", () => {
  it.each([
    [{ receivedAt: at(60) }, "event SERVICE_DEPLOYMENT_IN_PROGRESS: in progress."],
    [{ receivedAt: at(61) }, "event SERVICE_DEPLOYMENT_IN_PROGRESS (received 1m01s later): in progress."],
    [{ receivedAt: at(-5) }, "event SERVICE_DEPLOYMENT_IN_PROGRESS: in progress."],
    [{ reason: "" }, "event SERVICE_DEPLOYMENT_IN_PROGRESS"],
  ])("says how late it came, and why it was sent: %o", (over, text) => {
    expect(signalText(aSignal(over))).toBe(text);
  });
});
