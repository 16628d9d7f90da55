import { describe, expect, it } from "vitest";
import { reaches } from "../../../shared/domain/log-reach.ts";

const reach = { prefixes: ["/ecs/", "/aws/ecs/", "/team-?/*.log/"], otherRegions: ["eu-west-1"] };

describe("the reach of the functions in ap-southeast-2", () => {
  it.each([
    { group: "/prod/shop", region: "ap-southeast-2", isIn: false },
    { group: "/ecs", region: "ap-southeast-2", isIn: false },
    { group: "/ecs/shop", region: "us-east-1", isIn: false },
    { group: "/team-a/xlog/y", region: "ap-southeast-2", isIn: false },
    { group: "/team-a/x.log/y", region: "ap-southeast-2", isIn: true },
    { group: "/ecs/shop", region: "ap-southeast-2", isIn: true },
    { group: "/aws/ecs/shop", region: "eu-west-1", isIn: true },
  ])("holds $group in $region: $isIn", ({ isIn, ...place }) => {
    expect(reaches(reach, "ap-southeast-2", place)).toBe(isIn);
  });
});
