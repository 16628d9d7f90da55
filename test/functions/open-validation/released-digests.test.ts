import { describe, expect, it } from "vitest";
import { withReleasedDigest } from "../../../functions/open-validation/released-digests.ts";
import type { Release } from "../../../shared/domain/release.ts";
import { aContainer } from "../../builders/a-rollout.ts";

const digest = `sha256:${"a".repeat(64)}`;
const other = `sha256:${"b".repeat(64)}`;
const release: Release = { id: "v1", source: "registration" };
const sidecar = aContainer({ name: "sidecar", essential: false });

describe("the released digest", () => {
  it("is unknown when only tags name the images", () => {
    const containers = [sidecar, aContainer()];

    expect(withReleasedDigest(release, containers)).toEqual({ release, containers });
  });

  it("stands in the release when its first essential container states it", () => {
    const app = aContainer({ released: { digest, source: "task definition" } });
    const noted = aContainer({
      name: "sidecar",
      essential: false,
      released: { digest: other, source: "task definition" },
    });

    expect(withReleasedDigest(release, [noted, app])).toEqual({
      release: { ...release, digest },
      containers: [noted, app],
    });
  });

  it("is the registered one, before what the task definition says, of the first essential container alone", () => {
    const app = aContainer({ released: { digest: other, source: "task definition" } });

    expect(withReleasedDigest({ ...release, digest }, [sidecar, app])).toEqual({
      release: { ...release, digest },
      containers: [sidecar, { ...app, released: { digest, source: "registration" } }],
    });
  });
});
