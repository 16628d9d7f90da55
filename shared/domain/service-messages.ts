import type { TimelineEntry } from "./evidence.ts";
import type { ServiceMessage } from "./service-state.ts";
import type { Fault } from "./stops/stop-rule.ts";
import type { Instant } from "./time.ts";

/** What a message of a service says that hinders its rollout. */
export interface Hindrance {
  readonly name: string;
  readonly fault: Fault;
  /** One plain sentence. */
  readonly meaning: string;
  readonly nextStep: string;
}

interface MessageRule extends Hindrance {
  readonly pattern: RegExp;
  /** Its text, or a part of it, stands in no fact (docs/facts/ecs.md): it was seen in the wild, and not traced to a source. */
  readonly unverified?: true;
}

/** First match wins. The texts are those of docs/facts/ecs.md 3.2, unless a rule says otherwise (`unverified`). */
export const messageRules: readonly MessageRule[] = [
  {
    name: "no placement",
    pattern: /unable to place a task/i,
    fault: "platform",
    meaning: "ECS finds no capacity for another task.",
    nextStep: "Check capacity, subnets' free addresses and task size.",
  },
  {
    name: "scale-in protection",
    pattern: /unable to scale in|under protection/i,
    fault: "human",
    meaning: "Tasks of the older release are protected from scale-in, so ECS may not stop them and cannot finish.",
    nextStep: "Let them finish their work, or end their protection (UpdateTaskProtection).",
  },
  {
    name: "no room to deploy",
    pattern: /because of the service deployment configuration/i,
    unverified: true,
    fault: "configuration",
    meaning: "The service's limits let ECS neither stop an old task nor start a new one.",
    nextStep: "Raise maximumPercent or lower minimumHealthyPercent.",
  },
  {
    name: "health endpoint not reached",
    pattern: /is unhealthy in \(target-group.*request timed out/i,
    fault: "configuration",
    meaning: "The load balancer gets no answer from the health endpoint.",
    nextStep: "Check the security group, the port, and that the server listens on all addresses.",
  },
  {
    name: "health endpoint answers with an error",
    pattern: /is unhealthy in \(target-group.*failed with these codes/i,
    fault: "release",
    meaning: "The health endpoint answers with an error.",
    nextStep: "Check its path, and what it depends on (database, configuration).",
  },
  {
    name: "load balancer health",
    pattern: /is unhealthy in \(target-group/i,
    fault: "release",
    meaning: "A task fails the load balancer's health checks.",
    nextStep: "Check the health endpoint, its port, the security group and the grace period.",
  },
  {
    name: "container health",
    pattern: /failed container health checks/i,
    fault: "release",
    meaning: "A task fails its container health check.",
    nextStep: "Run the health command in the image and read the container's log.",
  },
  {
    name: "throttled by AWS",
    pattern: /operations are being throttled|\(error rate exceeded/i,
    unverified: true,
    fault: "platform",
    meaning: "AWS throttles what ECS does for the service.",
    nextStep: "Nothing to do; ECS goes on by itself, more slowly.",
  },
  {
    name: "start impaired",
    pattern: /unable to consistently start tasks/i,
    fault: "release",
    meaning: "ECS starts tasks ever more slowly, because they keep failing.",
    nextStep: "Read why its tasks stop.",
  },
];

/** `(service bf-manage-core) ` before what is said; a service may be called after what a rule looks for. */
const speaker = /^\(service [^)]{1,255}\) ?/i;

/** What a message says of its rollout; undefined for ECS's ordinary messages and those that nobody knows. */
export function hindranceOf({ text }: Pick<ServiceMessage, "text">): Hindrance | undefined {
  const said = text.replace(speaker, "");
  return messageRules.find(({ pattern }) => pattern.test(said));
}

/** Enough to see what is wrong; a service repeats its messages for as long as they are true. */
const mostMessages = 10;

/** The first message of each kind (and task) since the rollout began, oldest first. */
export function hinderingMessages(messages: readonly ServiceMessage[], since: Instant): readonly ServiceMessage[] {
  const first = new Map<string, ServiceMessage>();
  for (const message of messages.toSorted((one, other) => (one.at < other.at ? -1 : 1))) {
    const hindrance = message.at < since ? undefined : hindranceOf(message);
    const key = `${hindrance?.name} ${taskIn(message)}`;
    if (hindrance !== undefined && !first.has(key)) first.set(key, message);
  }
  return [...first.values()].slice(0, mostMessages);
}

/** A timeline's text, and the part of it that tells two messages of the same moment apart. */
const longest = { text: 300, id: 120 };

/**
 * The messages of a time in ECS's own words, whatever they are: tasks started, registered in target groups and deregistered, drained,
 * steady. Their times order the cutover and the rollback (requirement 2.17).
 */
export function messageEntries(
  messages: readonly ServiceMessage[],
  { from, to }: { readonly from: Instant; readonly to?: Instant },
): readonly TimelineEntry[] {
  return messages
    .filter(({ at }) => at >= from && (to === undefined || at <= to))
    .map(({ at, text }) => {
      const said = text.replace(speaker, "");
      return { at, id: `said#${said.slice(0, longest.id)}`, text: `ECS: ${cut(said, longest.text)}` };
    });
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The task that a message is about, if it names one. */
export function taskIn({ text }: Pick<ServiceMessage, "text">): string | undefined {
  return /\(task ([0-9a-z]{1,64})\)/i.exec(text)?.[1];
}
