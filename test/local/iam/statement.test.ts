import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { like } from "../../../local/iam/like.ts";
import { allow, answerOf, type Statement } from "../../../local/iam/statement.ts";

const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/evidence";
const reading = allow({ actions: ["dynamodb:Query"], resources: [table] });
const deciding = allow({
  actions: ["dynamodb:PutItem"],
  resources: [table],
  conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "DECISIONS#*" } },
});
const putting = (...keys: string[]) => ({
  action: "dynamodb:PutItem",
  resource: table,
  context: { "dynamodb:LeadingKeys": keys },
});

describe("a policy", () => {
  it.each([
    ["another action", { action: "dynamodb:PutItem", resource: table }, [reading]],
    ["an index that it does not name", { action: "dynamodb:Query", resource: `${table}/index/GSI1` }, [reading]],
    ["a key outside of its condition", putting("RELEASE#v2.3.1"), [deciding]],
    ["one key of several outside", putting("DECISIONS#v2.3.1", "RELEASE#v2.3.1"), [deciding]],
    [
      "a condition key that is not there",
      { action: "dynamodb:Query", resource: table },
      [{ ...reading, conditions: { StringEquals: { "aws:sourceVpc": "vpc-1" } } }],
    ],
    [
      "another principal",
      { action: "dynamodb:Query", resource: table, principals: ["arn:aws:iam::1:role/b"] },
      [{ ...reading, principals: ["arn:aws:iam::1:role/a"] }],
    ],
  ] as const)("does not permit %s", (_, asked, statements) => {
    expect(answerOf(statements, asked)).toBe("implicit");
  });

  it("permits what it names, whatever the case of the action", () => {
    expect(answerOf([reading], { action: "DynamoDB:query", resource: table })).toBe("allowed");
    expect(answerOf([deciding], putting("DECISIONS#v2.3.1"))).toBe("allowed");
  });

  it("denies before it permits", () => {
    const denial: Statement = { effect: "Deny", actions: ["dynamodb:*"], resources: ["*"] };

    expect(answerOf([reading, denial], { action: "dynamodb:Query", resource: table })).toBe("denied");
  });

  it("is not guessed at when a condition is not simulated", () => {
    const statement = { ...reading, conditions: { NumericLessThan: { "s3:max-keys": "10" } } };

    expect(() => answerOf([statement], { action: "dynamodb:Query", resource: table })).toThrow("NumericLessThan");
  });

  it("compares text as it stands, but for * and ?", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, more) => {
        const literal = text.replaceAll(/[*?]/g, "");
        expect(like(literal, literal)).toBe(true);
        expect(like(`${literal}*`, literal + more)).toBe(true);
        expect(like(literal, `${literal}${more}x`)).toBe(false);
      }),
    );
  });
});
