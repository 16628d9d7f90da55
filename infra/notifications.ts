import { CfnOutput, Stack } from "aws-cdk-lib";
import { SlackChannelConfiguration } from "aws-cdk-lib/aws-chatbot";
import { Alias } from "aws-cdk-lib/aws-kms";
import { SubscriptionFilter, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { detailTypes } from "../shared/schema/verdict-event.ts";
import type { StageConfig } from "./config.ts";
import { HttpsReceiver, untoldName } from "./https-receiver.ts";
import type { Permission } from "./permission.ts";
import { putEvents } from "./put-events.ts";

/** Where people and other systems are told of verdicts: a topic of the stack, and the default event bus. */
export class Notifications extends Construct {
  readonly topic: Topic;
  /** Send the events of this project to the default bus, and messages to the topic. */
  readonly announce: readonly Permission[];
  /** What receivers did not take, by the name of its queue. */
  readonly untold: Readonly<Record<string, Queue>>;

  constructor(scope: Construct, id: string, { notifications = {} }: Pick<StageConfig, "notifications">) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", {
      topicName: `${Stack.of(this).stackName}-verdicts`,
      displayName: "Rollout verdicts",
      // The key that AWS keeps for SNS: whoever may publish to the topic may use it, and nothing is charged for it.
      masterKey: Alias.fromAliasName(this, "Key", "alias/aws/sns"),
      enforceSSL: true,
    });
    for (const { address, notices } of notifications.emails ?? []) {
      this.topic.addSubscription(
        new EmailSubscription(address, {
          ...(notices && { filterPolicy: { notice: SubscriptionFilter.stringFilter({ allowlist: [...notices] }) } }),
        }),
      );
    }
    for (const { name, workspaceId, channelId } of notifications.slack ?? []) {
      new SlackChannelConfiguration(this, `Slack-${name}`, {
        slackChannelConfigurationName: `${Stack.of(this).stackName}-${name}`,
        slackWorkspaceId: workspaceId,
        slackChannelId: channelId,
        notificationTopics: [this.topic],
      });
    }
    this.untold = Object.fromEntries(
      (notifications.receivers ?? []).map((receiver) => [
        untoldName(receiver.name),
        new HttpsReceiver(this, `Receiver-${receiver.name}`, receiver).untold,
      ]),
    );
    this.announce = [
      putEvents(this, Object.values(detailTypes)),
      { actions: ["sns:Publish"], resources: [this.topic.topicArn] },
    ];
    new CfnOutput(this, "TopicArn", { value: this.topic.topicArn });
  }
}
