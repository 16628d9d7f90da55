import { isDeepStrictEqual } from "node:util";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import type { HttpsReceiverProps } from "../../infra/https-receiver.ts";
import { detailTypes, eventSource } from "../../shared/schema/verdict-event.ts";
import { aTemplate, resourcesOf } from "./template.ts";

interface Statement {
  readonly Action: string;
  readonly Condition?: unknown;
}
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

const slack = { name: "releases", workspaceId: "T0123456789", channelId: "C0123456789" };

const template = aTemplate();

describe("the topic", () => {
  it("is encrypted and refuses what is not sent over TLS", () => {
    template.hasResourceProperties("AWS::SNS::Topic", {
      TopicName: "ecs-rollout-validator-test-verdicts",
      KmsMasterKeyId: Match.anyValue(),
    });
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: [Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } })],
      },
    });
  });

  it("has no subscriber unless the stage names one", () => {
    template.resourceCountIs("AWS::SNS::Subscription", 0);
    template.resourceCountIs("AWS::Chatbot::SlackChannelConfiguration", 0);
  });

  it("sends an address what its stage names, and a Slack channel everything", () => {
    const emails = [{ address: "ops@example.com" }, { address: "dev@example.com", notices: ["failed" as const] }];
    const subscribed: Template = aTemplate({ notifications: { emails, slack: [slack] } });
    subscribed.hasResourceProperties("AWS::SNS::Subscription", {
      Endpoint: "ops@example.com",
      FilterPolicy: Match.absent(),
    });
    subscribed.hasResourceProperties("AWS::SNS::Subscription", {
      Endpoint: "dev@example.com",
      FilterPolicy: { notice: ["failed"] },
    });
    subscribed.hasResourceProperties("AWS::Chatbot::SlackChannelConfiguration", {
      SlackWorkspaceId: slack.workspaceId,
      SlackChannelId: slack.channelId,
      SnsTopicArns: [{ Ref: Match.stringLikeRegexp("^NotificationsTopic") }],
    });
  });
});

describe("a receiver by HTTPS", () => {
  const receiver = {
    name: "better-stack",
    endpoint: "https://in.example.com/events",
    keySecret: "validator/better-stack",
  };
  const withReceiver = (over: Partial<HttpsReceiverProps> = {}): Template =>
    aTemplate({ notifications: { receivers: [{ ...receiver, ...over }] } });

  it("is none unless the stage names one", () => {
    template.resourceCountIs("AWS::Events::Connection", 0);
    template.resourceCountIs("AWS::Events::ApiDestination", 0);
  });

  it.each([
    { endpoint: "http://in.example.com" },
    { endpoint: "https://key@in.example.com/" },
    { name: "Better Stack" },
    { notices: [] },
  ])("is refused with %j", (over) => {
    expect(() => withReceiver(over)).toThrow(/^Receiver /);
  });

  it("gets every event with a key that the template only names, and what it does not take is kept and alarmed", () => {
    const received = withReceiver();
    received.hasResourceProperties("AWS::Events::Connection", {
      AuthorizationType: "API_KEY",
      AuthParameters: {
        ApiKeyAuthParameters: {
          ApiKeyName: "Authorization",
          ApiKeyValue: "{{resolve:secretsmanager:validator/better-stack:SecretString:::}}",
        },
      },
    });
    received.hasResourceProperties("AWS::Events::ApiDestination", {
      HttpMethod: "POST",
      InvocationEndpoint: "https://in.example.com/events",
    });
    received.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { source: [eventSource], "detail-type": Object.values(detailTypes) },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: Match.anyValue(),
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        }),
      ],
    });
    received.hasResourceProperties("AWS::SQS::Queue", { QueueName: "ecs-rollout-validator-test-untold-better-stack" });
    received.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: Match.stringLikeRegexp("untold-better-stack"),
    });
  });

  it("gets only what its stage names", () => {
    const received = withReceiver({ notices: ["started", "failed", "inconclusive"] });
    received.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { source: [eventSource], "detail-type": [detailTypes.started] },
    });
    received.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: {
        source: [eventSource],
        "detail-type": [detailTypes.verdict],
        detail: { verdict: { status: ["failed", "inconclusive"] } },
      },
    });
  });
});

it("a function may put this project's own events on the bus, and no others", () => {
  const policies = [...resourcesOf<Policy>(template, "AWS::IAM::Policy").values()];
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const puts = statements.filter(({ Action }) => Action === "events:PutEvents");
  expect(puts.length).toBeGreaterThan(1);
  for (const { Condition } of puts)
    expect(Condition).toMatchObject({ StringEquals: { "events:source": "ecs-rollout-validator" } });
  const ofVerdicts = {
    StringEquals: { "events:source": eventSource, "events:detail-type": Object.values(detailTypes) },
  };
  expect(puts.filter(({ Condition }) => isDeepStrictEqual(Condition, ofVerdicts))).toHaveLength(2);
});
