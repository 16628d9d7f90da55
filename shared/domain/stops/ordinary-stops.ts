import { rule, type StopRule } from "./stop-rule.ts";

/** Stops that are nobody's failure, and those of machines and people. They stand first: a drained task with exit code 143 is never a crash. */
export const ordinaryStops: readonly StopRule[] = [
  rule("scaling", ["none", "other", "ECS stopped it to scale or to replace it.", "Nothing to do."], {
    texts: ["Scaling activity initiated by"],
  }),
  rule("zone rebalancing", ["none", "other", "ECS moved it to balance Availability Zones.", "Nothing to do."], {
    texts: ["to AZ Rebalance", "AZ Rebalancing in progress"],
  }),
  rule("spot", ["none", "other", "Spot capacity was reclaimed.", "Nothing to do; ECS starts another task."], {
    stopCodes: ["SpotInterruption", "TerminationNotice"],
    begins: ["Your Spot Task was interrupted"],
  }),
  rule(
    "host",
    ["platform", "other", "The host failed or was retired.", "Nothing to do unless it repeats; then ask AWS support."],
    {
      stopCodes: ["InfrastructureHealth"],
      texts: [
        "Host EC2 (instance",
        "Container instance deregistration",
        "ECS is performing maintenance on the underlying infrastructure hosting the task",
      ],
    },
  ),
  rule(
    "stopped by a person",
    [
      "human",
      "other",
      "A person or a tool stopped the task.",
      "Ask who stopped it; CloudTrail has the caller of StopTask.",
    ],
    { stopCodes: ["UserInitiated"], texts: ["Task stopped by user"] },
  ),
  rule(
    "no placement",
    [
      "platform",
      "start",
      "ECS found no capacity for the task.",
      "Check capacity, subnets' free addresses and task size.",
    ],
    {
      texts: ["EC2 error while attempting to Create Network Interface"],
      begins: [
        "RESOURCE:",
        "AGENT",
        "Timeout waiting for network interface provisioning",
        "Capacity is unavailable at this time",
      ],
    },
  ),
  rule(
    "task size or platform",
    [
      "configuration",
      "start",
      "The task definition does not fit where it shall run.",
      "Compare its launch type, network mode and architecture with the service's capacity.",
    ],
    { texts: ["not compatible with the selected compute strategy"], begins: ["ATTRIBUTE"], unverified: true },
  ),
];
