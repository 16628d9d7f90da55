import { describe, expect, it } from "vitest";
import { stages } from "../../infra/config.ts";
import { anApp, aTemplate, resourcesOf, theStack } from "./template.ts";

const runbook = "https://gitlab.example.com/ops/validator/-/blob/main/docs/runbook.md";
const alarmTopicArn = "arn:aws:sns:ap-southeast-2:111122223333:on-call";

function warnings(stage: Parameters<typeof anApp>[0]): readonly string[] {
  const constructs = theStack(anApp(stage)).node.findAll();
  const metadata = constructs.flatMap(({ node }) => node.metadata).filter(({ type }) => type === "aws:cdk:warning");
  return metadata.map(({ data }) => String(data)).filter((text) => text.startsWith("Alarms"));
}

describe("a stage whose alarms lead nowhere", () => {
  it.each(["docs/runbook.md", "http://wiki/runbook", "wiki.example.com/runbook"])("by %s is refused", (wrong) => {
    expect(() => theStack(anApp({ runbook: wrong }))).toThrow(
      `runbook: ${wrong} is no https address, and people read alarms where no file of this repository is`,
    );
  });

  it("is warned of at synthesis, and its alarms name the article instead", () => {
    expect(warnings({})).toEqual([
      expect.stringContaining("Alarms tell nobody: name a topic by alarmTopicArn in infra/config.ts."),
      expect.stringContaining(
        "Alarms link to no article: name the address of docs/runbook.md by runbook in infra/config.ts.",
      ),
    ]);
    const alarms = [...resourcesOf<{ AlarmDescription: string }>(aTemplate(), "AWS::CloudWatch::Alarm").values()];
    for (const { Properties } of alarms)
      expect(Properties.AlarmDescription).toMatch(/ What to do: "[^"]+" in docs\/runbook\.md$/);
  });

  it("is none with an address and a topic", () => {
    expect(warnings({ runbook, alarmTopicArn })).toEqual([]);
  });

  it("is none of the shipped stages by a guess: neither names an address that is not there", () => {
    for (const stage of Object.values(stages)) expect(stage).not.toHaveProperty("runbook");
  });
});
