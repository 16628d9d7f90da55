import { describe, expect, it } from "vitest";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import { signalLane } from "../../../shared/page/signal-lane.ts";
import { timeScale } from "../../../shared/page/time-scale.ts";
import { aDossier, aPageInput } from "../../builders/a-release.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aSignal } from "../../builders/a-signal.ts";

const scale = timeScale(start, at(100));
const failed = aSignal({
  id: "e2",
  name: "SERVICE_DEPLOYMENT_FAILED",
  at: at(50),
  receivedAt: at(250),
  reason: "tasks <failed> to start.",
});

describe("the lane of the events from ECS", () => {
  it("says that none is kept", () => {
    expect(signalLane({ signals: [] }, scale)).toMatchObject({ spots: [], note: "none kept" });
  });

  it("has each event where it happened, whenever it came, and a failure in a colour of its own", () => {
    expect(signalLane({ signals: [aSignal(), failed] }, scale)).toMatchObject({
      spots: [
        { at: 0, kind: "signal", title: "10:00:00.000 event SERVICE_DEPLOYMENT_IN_PROGRESS: in progress." },
        {
          at: 0.5,
          kind: "failed-signal",
          title: "10:00:50.000 event SERVICE_DEPLOYMENT_FAILED (received 3m20s later): tasks <failed> to start.",
        },
      ],
      note: "2 events",
    });
  });

  it("has an event of the second in which the rollout began at its start", () => {
    expect(signalLane({ signals: [aSignal({ at: at(-0.9) })] }, scale).spots).toMatchObject([{ at: 0 }]);
  });

  it("counts what came after the drawing ends", () => {
    const rollback = aSignal({ id: "e9", at: at(9000) });

    expect(signalLane({ signals: [aSignal(), rollback] }, scale).note).toBe("1 event, 1 later");
    expect(signalLane({ signals: [aSignal(), rollback] }, scale).spots).toHaveLength(1);
  });
});

describe("the page", () => {
  const page = evidencePage(aPageInput({ rollouts: [aDossier({ signals: [aSignal(), failed] })] }));

  it("draws the events, explains the mark, and tells them in words", () => {
    expect(page).toContain('<path class="spot signal"');
    expect(page).toContain("<title>10:00:00.000 event SERVICE_DEPLOYMENT_IN_PROGRESS: in progress.</title>");
    expect(page).toContain('<span class="key signal">event from ECS</span>');
    expect(page).toMatch(/aria-label="Timeline of shop in ap-southeast-2: [^"]*the events from ECS[^"]*"/);
    expect(page).toContain("<span>event SERVICE_DEPLOYMENT_IN_PROGRESS: in progress.</span>");
  });

  it("shows what a reason holds as text", () => {
    expect(page).toContain("tasks &lt;failed&gt; to start.");
    expect(page).not.toContain("<failed>");
  });
});
