import { describe, expect, it } from "vitest";
import { awsAddress } from "../../../local/server/address.ts";

const assume = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15";
const operation = "AssumeRoleWithWebIdentity";

function signedFor(region: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20261121/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

describe("the address of a call that nobody signs", () => {
  it.each([
    ["sts.eu-west-1.amazonaws.com", "eu-west-1"],
    ["sts.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
    ["sts.amazonaws.com", "us-east-1"],
    ["127.0.0.1:4566", "us-east-1"],
  ])("at %s is in %s", (host, region) => {
    expect(awsAddress(new Headers({ host }), assume)).toEqual({ service: "sts", operation, region });
  });

  it("is none for an operation that must be signed", () => {
    expect(awsAddress(new Headers(), "Action=GetCallerIdentity&Version=2011-06-15")).toBeUndefined();
  });
});

describe("the address of a signed call", () => {
  it("is where it was signed for, whatever the host", () => {
    const headers = new Headers({
      host: "sts.eu-west-1.amazonaws.com",
      authorization: signedFor("ap-southeast-2", "sts"),
    });

    expect(awsAddress(headers, "Action=GetCallerIdentity")).toMatchObject({ region: "ap-southeast-2" });
  });
});
