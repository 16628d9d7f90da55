/** The event bus that other systems listen to. */
export interface EventSink {
  /**
   * Sends one event from `ecs-rollout-validator`; `resources` are ARNs that it is about. Nothing is promised about an event that was
   * refused or whose answer was lost: whoever sends it again uses the same id in its detail.
   */
  put(detailType: string, detail: object, resources?: readonly string[]): Promise<void>;
}

/** One message in the forms of its readers. */
export interface TopicMessage {
  readonly subject: string;
  /** For people who read it in an e-mail. */
  readonly text: string;
  /** For HTTPS subscribers: the custom notification of Amazon Q Developer in chat applications. */
  readonly chat: object;
  /** What a subscription can filter by; no value is empty. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The topic that people subscribe to. */
export interface Topic {
  publish(message: TopicMessage): Promise<void>;
}
