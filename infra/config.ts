import { Duration, type Environment } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { defaultEvidenceDays, defaultPrefix } from "../shared/schema/defaults.ts";
import type { Profile } from "../shared/schema/profile.ts";
import type { FunctionFolder } from "../statemachine/tasks.ts";
import type { HttpsReceiverProps } from "./https-receiver.ts";
import type { ProbeNetwork } from "./probe-network.ts";

/** A service's profile that this repository publishes; teams may as well publish their own parameter, e.g. by Terraform. */
interface ProfileFile {
  readonly cluster: string;
  readonly service: string;
  /** YAML or JSON, relative to the repository's root. */
  readonly file: string;
}

/** Everything in which one stage differs from another. One stack validates every rollout of one account and Region. */
export interface StageConfig {
  /** Pins the stack to an account and a Region; without it the deployer's own decide. */
  readonly env?: Required<Environment>;
  /** Base URL of GitLab, unless a profile names another. */
  readonly gitlabHost: string;
  /** Name of the secret with the GitLab token. The operator makes it, encrypted with the default key of Secrets Manager. */
  readonly gitlabTokenSecret: string;
  /** SSM path before `/profiles/<cluster>/<service>`; starts with a slash and ends without one. */
  readonly profilePrefix: string;
  readonly profiles: readonly ProfileFile[];
  /** File of the profile for services that have none of their own. */
  readonly defaultProfile?: string;
  /** The log groups that checks may read: those whose names begin so. */
  readonly logGroupPrefixes: readonly string[];
  /** Regions beside the stack's own whose log groups hold container logs (`awslogs-region`). */
  readonly otherLogRegions: readonly string[];
  /** Regions beside the stack's own whose evidence ask-gate may read; their stacks have the same name. */
  readonly gateRegions: readonly string[];
  /** Days after which evidence expires. */
  readonly evidenceDays: number;
  /** How long the validator's own logs are kept. */
  readonly logRetention: RetentionDays;
  /** Concurrent executions set aside for a function, and its ceiling; none by default. */
  readonly reservedConcurrency?: Partial<Readonly<Record<FunctionFolder, number>>>;
  /** From where checks of kind http ask: the internet unless told. */
  readonly probeNetwork?: ProbeNetwork;
  /** How often reconcile looks for what was left undone; EventBridge Scheduler takes whole minutes. */
  readonly reconcileEvery: Duration;
  /** Who is told of verdicts; anybody else may subscribe to the topic. Which verdicts are told, each profile says (`notify`). */
  readonly notifications?: {
    /** An address confirms its subscription by a link that AWS sends it. */
    readonly emails?: readonly { readonly address: string; readonly notices?: Profile["notify"]["on"] }[];
    /** Slack channels, by Amazon Q Developer in chat applications: a person has allowed the workspace there once, and invites it to the channel. */
    readonly slack?: readonly { readonly name: string; readonly workspaceId: string; readonly channelId: string }[];
    /** Receivers of the events by HTTPS, e.g. Better Stack; none unless told. */
    readonly receivers?: readonly HttpsReceiverProps[];
  };
  /**
   * A page with the evidence of a release, behind signed links that commit statuses lead to; off by default, and statuses lead to the
   * console. Whoever has a link may read the page until the link expires, without any login.
   */
  readonly evidencePage?: {
    /** Name of the secret with the key of the links, text of at least 32 characters. The operator makes it. */
    readonly keySecret: string;
    /** Days for which a link opens the page, from the validation's opening. */
    readonly linkDays: number;
    /** Requests at a time; more are turned away. */
    readonly concurrency: number;
    /** Regions beside the stack's own whose rollouts of a release the page shows too; their stacks have the same name. None unless told. */
    readonly otherRegions?: readonly string[];
  };
  /** SNS topic that alarms are sent to; without one they only show in CloudWatch, and synthesis warns of it. */
  readonly alarmTopicArn?: string;
  /** The https address at which docs/runbook.md can be read, e.g. in your GitLab: each alarm links to its article there. */
  readonly runbook?: string;
  /** Whether the stack refuses to be deleted. */
  readonly terminationProtection: boolean;
}

const everywhere = {
  gitlabHost: "https://gitlab.com",
  gitlabTokenSecret: "ecs-rollout-validator/gitlab-token",
  profilePrefix: defaultPrefix,
  profiles: [],
  logGroupPrefixes: ["/ecs/", "/aws/ecs/"],
  otherLogRegions: [],
  gateRegions: [],
  evidenceDays: defaultEvidenceDays,
  reconcileEvery: Duration.minutes(1),
} satisfies Partial<StageConfig>;

export const stages = {
  staging: { ...everywhere, logRetention: RetentionDays.ONE_MONTH, terminationProtection: false },
  production: { ...everywhere, logRetention: RetentionDays.SIX_MONTHS, terminationProtection: true },
} as const satisfies Record<string, StageConfig>;
