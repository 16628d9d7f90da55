import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../shared/domain/log.ts";
import { type Surroundings, withFollowers } from "../../../shared/logs/followers.ts";
import { ownLines } from "../../../shared/logs/own-lines.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aRollout, at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aLogHit, aLogLine, streamOf } from "../../builders/log-evidence.ts";

const first = aLogLine({ text: "APPLICATION FAILED TO START" });
const others = ["Description:", "password=hunter2 is wrong", "Action:"].map((text, index) =>
  aLogLine({ text, at: at(16 + index) }),
);
const lines = [
  aLogLine({ text: "before" }),
  first,
  aLogLine({ text: "other task", stream: streamOf("t2") }),
  ...others,
];

function following(over: Partial<Surroundings> = {}, all: readonly LogLine[] = lines) {
  const matching = { redaction: { emails: true }, isComplete: true };
  const own = ownLines(all, rolloutStreams(aRollout(), [aTask(), aTask({}, "t2")]));
  const surroundings = { lines: own, index: 1, pattern: { follow: 10 }, total: 0, matching, ...over };
  return withFollowers(aLogHit(), surroundings).following?.map(({ text }) => text);
}

describe("a hit has no lines after it", () => {
  it.each([
    { what: "its pattern asks for none", over: { pattern: {} } },
    { what: "three hits of its pattern have some", over: { total: 3 } },
    { what: "the reader leaves lines out", over: { matching: { redaction: { emails: true }, isComplete: false } } },
    { what: "none came", over: { index: 5 } },
  ])("when $what", ({ over }) => {
    expect(following(over)).toBeUndefined();
  });
});

describe("a hit keeps the lines after it", () => {
  it("of its own stream only, redacted", () => {
    expect(following()).toEqual(["Description:", "password=[secret] is wrong", "Action:"]);
  });

  it("as many as its pattern asks for", () => {
    expect(following({ pattern: { follow: 1 } })).toEqual(["Description:"]);
  });
});
