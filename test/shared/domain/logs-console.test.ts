import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consoleHost, insightsLink, streamLink } from "../../../shared/domain/logs-console.ts";

const query = {
  region: "ap-southeast-2",
  group: "/ecs/shop",
  query: 'fields @timestamp\n| filter @message like /a$/ or @message like "ß→"',
  from: "2026-03-01T10:00:00.000Z",
  to: "2026-03-01T10:05:00.000Z",
};

/** What the console reads: JSURL, as its own links are written. */
function read(text: string): string {
  return text
    .replace(/\*\*([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\*([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

describe("a link to Logs Insights", () => {
  it("has the form that the console shows for its own queries", () => {
    expect(insightsLink({ ...query, query: "fields @timestamp, @message\n| limit 20" })).toBe(
      "https://ap-southeast-2.console.aws.amazon.com/cloudwatch/home?region=ap-southeast-2#logsV2:logs-insights$3FqueryDetail$3D~(end~'2026-03-01T10*3a05*3a00.000Z~start~'2026-03-01T10*3a00*3a00.000Z~timeType~'ABSOLUTE~tz~'UTC~editorString~'fields*20*40timestamp*2c*20*40message*0a*7c*20limit*2020~source~(~'*2fecs*2fshop))",
    );
  });

  it("carries any query and group unharmed, in characters that a fragment may hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, group) => {
        const [, fragment = ""] = insightsLink({ ...query, query: text, group }).split("#");
        const [, written = "", source = ""] = /editorString~'(.*)~source~\(~'(.*)\)\)$/.exec(fragment) ?? [];

        expect(fragment).toMatch(/^[A-Za-z0-9_.:$~()'*-]*$/);
        expect(read(written)).toBe(text);
        expect(read(source)).toBe(group);
      }),
    );
  });
});

describe("a link to a log stream", () => {
  it("has its names percent-encoded twice, with $ for %", () => {
    expect(
      streamLink("us-east-1", { group: "/ecs/shop", stream: "shop/app/t 1", at: "2026-03-01T10:00:00.000Z" }),
    ).toBe(
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fecs$252Fshop/log-events/shop$252Fapp$252Ft$25201$3Fstart$3D1772359200000",
    );
  });
});

it.each([
  ["ap-southeast-2", "ap-southeast-2.console.aws.amazon.com"],
  ["cn-north-1", "cn-north-1.console.amazonaws.cn"],
  ["us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"],
])("the console of %s is %s", (region, host) => {
  expect(consoleHost(region)).toBe(host);
});
