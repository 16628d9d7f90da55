import { describe, expect, it } from "vitest";
import { measureImages } from "../../../../shared/checks/artifact/measure.ts";
import { ValidatorError } from "../../../../shared/errors.ts";
import { aContainer, aRollout } from "../../../builders/a-rollout.ts";
import { aMeasurementByDeployments, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("the images of a revision", () => {
  it("are a part of the answer also when they may not be read", async () => {
    const imageDigests = () => Promise.reject(new ValidatorError("AccessDenied", "was denied"));

    expect(await measureImages({ imageDigests }, aRollout(), { seen: aServiceMeasurement(), last: undefined })).toEqual(
      {
        imagesUnread: { error: "AccessDenied", message: "was denied" },
      },
    );
  });

  it("do not hide a defect", async () => {
    const imageDigests = () => Promise.reject(new TypeError("defect"));

    await expect(
      measureImages({ imageDigests }, aRollout(), { seen: aServiceMeasurement(), last: undefined }),
    ).rejects.toThrow("defect");
  });

  it("are unknown when ECS cannot describe the revision", async () => {
    expect(
      await measureImages({ imageDigests: async () => undefined }, aRollout(), {
        seen: aServiceMeasurement(),
        last: undefined,
      }),
    ).toEqual({});
  });

  it.each([
    ["there is no service deployment", aRollout(), aMeasurementByDeployments(), undefined],
    [
      "the release states every digest",
      aRollout({ containers: [aContainer({ released: { digest, source: "registration" } })] }),
      aServiceMeasurement(),
      undefined,
    ],
    [
      "the last look has found them",
      aRollout(),
      aServiceMeasurement(),
      aServiceMeasurement({ images: { app: digest } }),
    ],
  ])("are not asked for when %s", async (_, rollout, seen, last) => {
    const imageDigests = () => Promise.reject(new Error("nobody may ask"));
    const images = last?.images;

    expect(await measureImages({ imageDigests }, rollout, { seen, last })).toEqual(
      images === undefined ? {} : { images },
    );
  });

  it("are asked for again as long as one is not resolved", async () => {
    const last = aServiceMeasurement({ images: { proxy: digest } });
    const imageDigests = async () => ({ app: digest, proxy: digest });

    expect(await measureImages({ imageDigests }, aRollout(), { seen: aServiceMeasurement(), last })).toEqual({
      images: { app: digest, proxy: digest },
    });
  });

  it("are those of the rollout's target revision", async () => {
    const imageDigests = async (arn: string) => ({ app: `of ${arn.split("/").at(-1)}` });
    const seen = aServiceMeasurement();

    expect(await measureImages({ imageDigests }, aRollout(), { seen, last: undefined })).toEqual({
      images: { app: `of ${seen.serviceDeployment?.number}` },
    });
  });
});
