import { Duration, SecretValue } from "aws-cdk-lib";
import {
  ApiDestination,
  Authorization,
  Connection,
  type EventPattern,
  HttpMethod,
  type IApiDestination,
  Rule,
} from "aws-cdk-lib/aws-events";
import { ApiDestination as ApiDestinationTarget } from "aws-cdk-lib/aws-events-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Profile } from "../shared/schema/profile.ts";
import { detailTypes, eventSource } from "../shared/schema/verdict-event.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

type Notices = Readonly<Profile["notify"]["on"]>;

/** Whoever takes the events by HTTPS, e.g. Better Stack. */
export interface HttpsReceiverProps {
  /** Lower case letters, digits and dashes. */
  readonly name: string;
  /** An https address; each event is posted to it as JSON, whole. */
  readonly endpoint: string;
  /** The header with the key; `Authorization` unless told. */
  readonly header?: string;
  /** Name of the secret whose text is that header's value, e.g. `Bearer <token>`. The operator makes it before the deployment. */
  readonly keySecret: string;
  /** What is sent; everything unless told. */
  readonly notices?: Notices;
}

/** Posts the events of this project to an address outside of AWS. What it does not take in a day is kept in a queue. */
export class HttpsReceiver extends Construct {
  readonly untold: Queue;

  constructor(scope: Construct, id: string, { name, endpoint, header, keySecret, notices }: HttpsReceiverProps) {
    super(scope, id);
    if (!/^[a-z0-9][a-z0-9-]{0,29}$/.test(name))
      throw new Error(`Receiver ${name}: its name must be at most 30 lower case letters, digits and dashes.`);
    if (!/^https:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/.test(endpoint))
      throw new Error(`Receiver ${name}: ${endpoint} is no https address.`);
    if (notices?.length === 0) throw new Error(`Receiver ${name}: its notices are none; leave the receiver out.`);
    const connection = new Connection(this, "Connection", {
      description: `Key of ${name}.`,
      // Resolved by CloudFormation: the template names the secret, and EventBridge keeps a copy of its own.
      authorization: Authorization.apiKey(header ?? "Authorization", SecretValue.secretsManager(keySecret)),
    });
    const destination = new ApiDestination(this, "Destination", {
      connection,
      endpoint,
      httpMethod: HttpMethod.POST,
    });
    this.untold = new DeadLetterQueue(this, "Untold", untoldName(name)).queue;
    // The class declares as optional what its interface requires; with exact optional types they differ.
    const target = new ApiDestinationTarget(destination as IApiDestination, {
      deadLetterQueue: this.untold,
      maxEventAge: Duration.hours(24),
      retryAttempts: 185,
    });
    for (const [what, eventPattern] of Object.entries(patternsOf(notices)))
      new Rule(this, what, { eventPattern, targets: [target] });
  }
}

/** Of the queue with what a receiver did not take. */
export function untoldName(receiver: string): `untold-${string}` {
  return `untold-${receiver}`;
}

function patternsOf(notices: Notices | undefined): Readonly<Record<string, EventPattern>> {
  const source = [eventSource];
  if (notices === undefined) return { Events: { source, detailType: Object.values(detailTypes) } };
  const status = notices.filter((each) => each !== "started");
  return {
    ...(notices.includes("started") && { Starts: { source, detailType: [detailTypes.started] } }),
    ...(status.length > 0 && {
      Verdicts: { source, detailType: [detailTypes.verdict], detail: { verdict: { status } } },
    }),
  };
}
