import { describe, expect, it } from "vitest";
import { judgeArtifact } from "../../../../shared/checks/artifact/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { ReleasedDigest } from "../../../../shared/domain/image.ts";
import type { ContainerSnapshot, Rollout } from "../../../../shared/domain/rollout.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { aContainer, aRollout, at, taskDefinitionArn } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aTask, theFacts } from "../../../builders/a-task.ts";
import { anArtifact } from "../../../builders/checks.ts";

const released = `sha256:${"a".repeat(64)}`;
const other = `sha256:${"b".repeat(64)}`;
const third = `sha256:${"c".repeat(64)}`;
const going = { serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }) };

function running(id: string, digest: string | undefined, over: Partial<Task> = {}): Task {
  const image = digest === undefined ? {} : { imageDigest: digest };
  return aTask({ containers: [{ name: "app", lastStatus: "RUNNING", ...image }], ...over }, id);
}

function stated(digest = released, source: ReleasedDigest["source"] = "task definition"): Partial<ContainerSnapshot> {
  return { released: { digest, source } };
}

interface Given {
  readonly tasks?: readonly Task[];
  readonly seen?: Partial<ServiceMeasurement>;
  readonly containers?: Rollout["containers"];
  readonly seconds?: number;
  readonly over?: Readonly<Record<string, unknown>>;
}

function judged({
  tasks = [running("t1", released), running("t2", released)],
  seen = {},
  containers = [aContainer(stated())],
  seconds = 61,
  over = {},
}: Given = {}) {
  const facts = theFacts({ tasks, rollout: aRollout({ containers }) });
  return judgeArtifact(anArtifact(over), aServiceMeasurement(seen), facts, at(seconds));
}

describe("a rollout shipped something else", () => {
  it("when one task runs another digest than the released one, at once", () => {
    expect(judged({ seen: going, tasks: [running("t1", released), running("t2", other)] })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason:
        "wrong image: 1 of 2 running tasks runs app from sha256:bbbbbbbbbbbb…, released is sha256:aaaaaaaaaaaa… (by task definition)",
      facts: { running: 2, desired: 2, digest: released, "released by": "task definition" },
    });
  });

  it("when several tasks run several others", () => {
    const tasks = [running("t1", third), running("t2", other), running("t3", other)];

    expect(judged({ tasks })).toMatchObject({
      reason: expect.stringMatching(/^wrong image: 3 of 3 running tasks run app from sha256:b{12}…, released/),
    });
  });

  it("when the tasks differ and nobody says which digest was released, with the remark on the tag", () => {
    const tasks = [running("t1", released), running("t2", other), running("t3", other)];

    expect(judged({ tasks, containers: [aContainer()] })).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(
        /^wrong image: the tasks run 2 different images of app \(sha256:b{12}… in 2, sha256:a{12}… in 1\); mind: app: no digest was released/,
      ),
    });
  });

  it("when the tasks run what ECS resolved, and the deployer registered another digest", () => {
    const containers = [aContainer(stated(released, "registration"))];
    const tasks = [running("t1", other), running("t2", other)];

    expect(judged({ tasks, containers, seen: { images: { app: other } } })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("(by registration)"),
    });
  });

  it("when the digest of the revision is another one", () => {
    expect(judged({ containers: [aContainer()], seen: { images: { app: other } } })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("released is sha256:bbbbbbbbbbbb… (by service revision)"),
    });
  });
});

describe("a rollout never rolled", () => {
  it("when its tasks were running before it began", () => {
    const tasks = [running("t1", released, { startedAt: at(-300) }), running("t2", released)];

    expect(judged({ tasks })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason:
        "never rolled: 1 of 2 running tasks are not of this release: task t1 runs since 09:55:00 UTC, and the rollout began at 10:00:00 UTC",
    });
  });

  it("when its tasks run another task definition", () => {
    const tasks = [running("t1", released, { taskDefinitionArn: taskDefinitionArn.replace(":42", ":41") })];

    expect(judged({ tasks })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("task t1 runs shop:41, and shop:42 was rolled out"),
    });
  });

  it("when it is complete and no task of it can be seen until its deadline", () => {
    expect(judged({ tasks: [] })).toMatchObject({ status: "pending", deadline: at(900) });
    expect(judged({ tasks: [], seconds: 900 })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason: "missing evidence: the rollout is complete, and 0/2 tasks of this release are running after 15m",
    });
  });
});

describe("the image cannot be judged", () => {
  it("when the check names a container that the task definition does not have", () => {
    expect(judged({ over: { container: ["app", "nginx"] } })).toMatchObject({
      status: "inconclusive",
      reason: "the task definition has no container nginx (it has app)",
    });
  });

  it("when ECS tells no digest, a minute after the last task started", () => {
    const tasks = [running("t1", released), running("t2", undefined, { startedAt: at(20) })];

    expect(judged({ tasks, seconds: 79 })).toMatchObject({ status: "pending" });
    expect(judged({ tasks, seconds: 80 })).toMatchObject({
      status: "inconclusive",
      reason: "ECS tells no digest of app for 1 of 2 tasks: it does so for images in ECR only",
    });
  });

  it("when the revision may not be read and nobody else says what was released", () => {
    const imagesUnread = { error: "AccessDenied", message: "ecs:DescribeServiceRevisions was denied" };

    expect(judged({ containers: [aContainer()], seen: { imagesUnread } })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining(
        "the released digest of app cannot be read: ecs:DescribeServiceRevisions was denied",
      ),
    });
    expect(judged({ seen: { imagesUnread } })).toMatchObject({ status: "passed" });
  });

  it("when the revision could not be read until the deadline", () => {
    const given = {
      containers: [aContainer()],
      seen: { imagesUnread: { error: "DependencyThrottled", message: "ecs:DescribeServiceRevisions was throttled" } },
    };

    expect(judged(given)).toMatchObject({ status: "pending" });
    expect(judged({ ...given, seconds: 900 })).toMatchObject({ status: "inconclusive" });
  });

  it("when the service wants no tasks", () => {
    const seen = { deployment: aDeploymentEntry({ desired: 0, running: 0 }), desired: 0 };

    expect(judged({ tasks: [], seen })).toMatchObject({ status: "inconclusive" });
  });
});

describe("a rollout shipped the release", () => {
  it("not before it is complete", () => {
    expect(judged({ seen: going })).toMatchObject({
      status: "pending",
      reason: "waiting for the rollout to complete",
    });
  });

  it("when every wanted task runs the released digest", () => {
    expect(judged()).toMatchObject({
      status: "passed",
      reason: "all 2 tasks run the released app, sha256:aaaaaaaaaaaa…",
      facts: { digest: released },
    });
  });

  it("when all tasks run one image, though nobody says which one was released", () => {
    expect(judged({ containers: [aContainer()] })).toMatchObject({
      status: "passed",
      reason: expect.stringMatching(
        /^all 2 tasks run the same app, sha256:a{12}…; which one was released is not known; mind: app: no digest was released/,
      ),
      facts: { digest: released },
    });
  });

  it.each([
    ["images.example.com/shop:latest", "app: the image has the tag latest, which can move"],
    ["images.example.com:5000/shop", "app: the image has no tag, which means latest"],
  ])("by the moving name %s, with a remark", (image, mind) => {
    const seen = { images: { app: released } };

    expect(judged({ containers: [aContainer({ image })], seen })).toMatchObject({
      status: "passed",
      reason: expect.stringContaining(`; mind: ${mind}`),
    });
  });

  it("whatever stopped tasks and sidecars ran", () => {
    const stopped = running("t3", other, { lastStatus: "STOPPED", desiredStatus: "STOPPED", startedAt: at(-5) });
    const sidecar = { name: "proxy", lastStatus: "RUNNING", imageDigest: other };
    const tasks = ["t1", "t2"].map((id) =>
      running(id, released, { containers: [{ name: "app", imageDigest: released }, sidecar] }),
    );
    const containers = [aContainer(stated()), aContainer({ name: "proxy", essential: false, ...stated(third) })];

    expect(judged({ tasks: [...tasks, stopped], containers })).toMatchObject({ status: "passed" });
    expect(judged({ tasks, containers, over: { container: "proxy" } })).toMatchObject({ status: "failed" });
  });

  it("with the digest of each essential container among its facts", () => {
    const proxy = { name: "proxy", lastStatus: "RUNNING", imageDigest: other };
    const tasks = ["t1", "t2"].map((id) =>
      running(id, released, { containers: [{ name: "app", imageDigest: released }, proxy] }),
    );
    const containers = [aContainer(stated()), aContainer({ name: "proxy", ...stated(other) })];

    expect(judged({ tasks, containers }).facts).toEqual({
      running: 2,
      desired: 2,
      digest: released,
      "digest of proxy": other,
      "released by": "task definition",
    });
  });

  it("when its task definition can no longer be described and all tasks run one image", () => {
    expect(judged({ containers: [] })).toMatchObject({ status: "passed", facts: { digest: released } });
  });
});
