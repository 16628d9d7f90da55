import { describe, expect, it } from "vitest";
import { digestOf, movingImage, shortDigest, statedDigest, tagOf } from "../../../shared/domain/image.ts";

const digest = `sha256:${"a1".repeat(32)}`;

describe("an image's name", () => {
  it.each([
    ["shop", undefined],
    ["images.example.com:5000/shop", undefined],
    [`shop@${digest}`, undefined],
    [`shop:v1@${digest}`, "v1"],
    ["images.example.com:5000/shop:v1", "v1"],
  ])("%s has the tag %s", (image, tag) => {
    expect(tagOf(image)).toBe(tag);
  });

  it.each([
    ["shop", "has no tag, which means latest"],
    ["shop:latest", "has the tag latest, which can move"],
    ["shop:Main", "has the tag Main, which can move"],
    ["shop:v2.3.1", undefined],
    [`shop:latest@${digest}`, undefined],
  ])("%s: %s", (image, why) => {
    expect(movingImage(image)).toBe(why);
  });
});

describe("a digest", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["sha256:abc", undefined],
    [`${digest}0`, undefined],
    [`x${digest}`, undefined],
    [` ${digest.toUpperCase().replace("SHA256", "sha256")} `, digest],
    [`images.example.com/shop@${digest}`, digest],
  ])("in %s is %s", (text, found) => {
    expect(digestOf(text)).toBe(found);
  });

  it("is shortened where people read it, and left alone where it is short", () => {
    expect(shortDigest(digest)).toBe("sha256:a1a1a1a1a1a1…");
    expect(shortDigest("sha256:short")).toBe("sha256:short");
  });
});

describe("what a container states of its image", () => {
  const other = `sha256:${"b".repeat(64)}`;
  const plain = { image: "shop:v1", environment: {}, dockerLabels: {} };

  it("is nothing when it names a tag only, or no digest where one should stand", () => {
    expect(statedDigest(plain)).toBeUndefined();
    expect(statedDigest({ ...plain, environment: { IMAGE_DIGEST: "unknown" } })).toBeUndefined();
  });

  it.each([
    [{ ...plain, image: `shop@${digest}`, environment: { IMAGE_DIGEST: other } }, "task definition"],
    [
      { ...plain, environment: { IMAGE_DIGEST: digest }, dockerLabels: { IMAGE_DIGEST: other } },
      "container environment",
    ],
    [{ ...plain, dockerLabels: { IMAGE_DIGEST: digest } }, "docker labels"],
  ])("%# is told by its %s first", (container, source) => {
    expect(statedDigest(container)).toEqual({ digest, source });
  });
});
