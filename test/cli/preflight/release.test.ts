import { describe, expect, it } from "vitest";
import { aDefinition, aFoundProfile, someServiceFacts } from "../../builders/a-preflight.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { denied, judged } from "./judged.ts";

const digest = `sha256:${"a".repeat(64)}`;
/** Nothing in the container's definition names a release. */
const nameless = { environment: {}, image: "shop:latest" };

describe("the image tag", () => {
  it.each([
    ["shop:latest", "app has the tag latest, which can move"],
    ["shop:main", "app has the tag main, which can move"],
    ["images.example.com:5000/shop", "app has no tag, which means latest"],
  ])("of %s is a warning", (image, says) => {
    expect(judged("image tag", { definition: aDefinition({ image }) })).toMatchObject({ status: "WARN", says });
  });

  it("without version consistency is a warning, unless a digest stands there", () => {
    const definition = (image: string) => aDefinition({ image, isVersionConsistent: false });

    expect(judged("image tag", { definition: definition("shop:v1") })).toMatchObject({
      status: "WARN",
      says: expect.stringContaining("version consistency is off"),
    });
    expect(judged("image tag", { definition: definition(`shop@${digest}`) })).toMatchObject({ status: "OK" });
  });

  it("is OK by digest or by a tag of its own, whatever sidecars have", () => {
    const definition = aDefinition(
      { image: "shop:v2.3.1" },
      { name: "api", image: `api@${digest}` },
      { name: "proxy", image: "proxy:latest", essential: false },
    );

    expect(judged("image tag", { definition })).toMatchObject({
      status: "OK",
      says: "app by the tag v2.3.1; api by digest",
    });
  });
});

describe("the release identity", () => {
  it("must be told by somebody", () => {
    expect(judged("release identity", { definition: aDefinition(nameless) })).toMatchObject({ status: "NG" });
    expect(judged("commit", { definition: aDefinition(nameless) })).toMatchObject({ status: "SKIP" });
  });

  it("is not judged when the registration alone could tell, and cannot be read", () => {
    const given = { definition: aDefinition(nameless), registered: denied };

    expect(judged("release identity", given)).toMatchObject({ status: "SKIP", unread: "denied" });
    expect(judged("release identity", { registered: denied })).toMatchObject({ status: "OK" });
  });

  it.each([
    [{ definition: aDefinition() }, "v2.3.1, by container environment"],
    [{ definition: aDefinition({ ...nameless, image: "shop:v9" }) }, "v9, by image tag"],
    [
      { definition: aDefinition(nameless), service: someServiceFacts({ tags: { RELEASE_ID: "v3" } }) },
      "v3, by service tags",
    ],
    [{ registered: { value: { id: "v4", source: "registration" } } } as const, "v4, by registration"],
    [
      {
        definition: aDefinition({ ...nameless, environment: { MY_RELEASE: "v5" } }),
        ...aFoundProfile("identity: { release: [MY_RELEASE] }"),
      },
      "v5, by container environment",
    ],
  ])("%# is %s", (over, says) => {
    expect(judged("release identity", over)).toMatchObject({ status: "OK", says });
  });
});

describe("commit and project", () => {
  it("that nobody tells are a warning each: no commit status is set", () => {
    const definition = aDefinition({ ...nameless, environment: { RELEASE_ID: "v1" } });

    expect(judged("commit", { definition })).toMatchObject({ status: "WARN" });
    expect(judged("GitLab project", { definition })).toMatchObject({ status: "WARN" });
  });

  it("are told", () => {
    expect(judged("commit")).toMatchObject({ status: "OK", says: aCommit });
    expect(judged("GitLab project")).toMatchObject({ status: "OK", says: "77" });
  });

  it("may come from the profile", () => {
    const definition = aDefinition({ ...nameless, environment: { RELEASE_ID: "v1" } });

    expect(judged("GitLab project", { definition, ...aFoundProfile("gitlab: { project: group/shop }") })).toMatchObject(
      {
        status: "OK",
        says: "group/shop",
      },
    );
  });
});
