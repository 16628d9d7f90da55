import { describe, expect, it } from "vitest";
import { appliesAlone, appliesBeside, applyPlace, applyText } from "../../../shared/domain/apply-result.ts";
import { aRollout, at } from "../../builders/a-rollout.ts";
import { anApply } from "../../builders/an-apply.ts";

/** A rollout of shop in production, or in another cluster. */
function rolledOut(startedAt: number, cluster = "production") {
  const { serviceArn, name, ...rest } = aRollout();
  return {
    ...rest,
    startedAt: at(startedAt),
    serviceArn: serviceArn.replace("/production/", `/${cluster}/`),
    name: { ...name, cluster },
  };
}

describe("an apply", () => {
  it("is told without counts where none are known", () => {
    expect(applyText(anApply({ outcome: "canceled" }))).toBe("terraform apply: canceled");
    expect(applyText(anApply({ outcome: "timedout" }))).toBe("terraform apply: timed out");
  });

  it("is told in the words of Terraform's plan", () => {
    const changes = { create: 1, update: 2, delete: 0 };
    expect(applyText(anApply({ changes }))).toBe("terraform apply: success, 1 to add, 2 to change, 0 to destroy");
    expect(applyPlace(anApply({ cluster: "blue" }))).toBe("shop in blue, ap-southeast-2");
  });
});

describe("beside which rollout an apply stands", () => {
  const [first, second] = [rolledOut(0), rolledOut(600)];
  const beside = (rollout: typeof first, over: Parameters<typeof anApply>[0]) =>
    appliesBeside(rollout, [first, second], [anApply(over)]).length;

  it.each([
    ["before every rollout: the oldest", -60, [1, 0]],
    ["when the first begins", 0, [1, 0]],
    ["between the two", 599, [1, 0]],
    ["when the second begins", 600, [0, 1]],
    ["long after the second", 9000, [0, 1]],
  ])("%s", (_, seconds, expected) => {
    expect([first, second].map((each) => beside(each, { at: at(seconds) }))).toEqual(expected);
  });

  it.each([{ service: "billing" }, { region: "eu-west-1" }, { cluster: "blue" }])(
    "is none where it is of %j",
    (over) => {
      expect([first, second].map((each) => beside(each, over))).toEqual([0, 0]);
      expect(appliesAlone([first, second], [anApply(over)])).toHaveLength(1);
    },
  );

  it("is one in each cluster, where it names none", () => {
    const both = [rolledOut(0), rolledOut(5, "blue")];
    expect(both.map((each) => appliesBeside(each, both, [anApply()]).length)).toEqual([1, 1]);
    expect(appliesAlone(both, [anApply()])).toEqual([]);
  });

  it("is in order of time", () => {
    const applies = [anApply({ id: "later", at: at(30) }), anApply({ id: "earlier", at: at(20) })];
    expect(appliesBeside(first, [first], applies).map(({ id }) => id)).toEqual(["earlier", "later"]);
    expect(appliesAlone([], applies).map(({ id }) => id)).toEqual(["earlier", "later"]);
  });
});
