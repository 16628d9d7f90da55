import { rule, type StopRule } from "./stop-rule.ts";

const cannotPull = ["CannotPull", "pull access denied", "toomanyrequests", "can't pull the image"];

/** Images that were not there, not allowed, or not reached. */
export const imagePulls: readonly StopRule[] = [
  rule(
    "registry limit",
    [
      "platform",
      "start",
      "The registry refused the pull because too many were made.",
      "Pull through an ECR cache, or with an account that has a higher limit.",
    ],
    { texts: ["toomanyrequests", "pull rate limit"] },
  ),
  rule(
    "disk full",
    [
      "configuration",
      "start",
      "The image did not fit on the disk.",
      "Make the image smaller, or raise the task's ephemeral storage.",
    ],
    { texts: ["no space left on device"] },
  ),
  rule(
    "image not found",
    [
      "configuration",
      "start",
      "The registry has no such image or tag.",
      "Check that the pipeline pushed this tag to this registry and Region.",
    ],
    {
      texts: cannotPull,
      andTexts: [": not found", "manifest unknown", "does not exist in the registry", "404 Not Found"],
      unverified: true,
    },
  ),
  rule(
    "image access",
    [
      "configuration",
      "start",
      "The registry refused to hand out the image.",
      "Check the execution role's ECR permissions, the repository's policy and the registry's credentials.",
    ],
    {
      texts: cannotPull,
      andTexts: [
        "403 Forbidden",
        "401 Unauthorized",
        "AccessDenied",
        "pull access denied",
        "not authorized",
        "role has the permissions",
        "CannotPullContainerAuthError",
        "no basic auth credentials",
      ],
      unverified: true,
    },
  ),
  rule(
    "registry unreachable",
    [
      "configuration",
      "start",
      "The registry could not be reached.",
      "Check route, NAT or VPC endpoints, security group and DNS of the task's subnets.",
    ],
    {
      texts: cannotPull,
      andTexts: [
        "i/o timeout",
        "dial tcp",
        "no such host",
        "request canceled",
        "Context canceled",
        "connection refused",
      ],
      unverified: true,
    },
  ),
  rule(
    "image pull",
    [
      "configuration",
      "start",
      "The image could not be pulled.",
      "Check that the tag exists and that the execution role may pull it.",
    ],
    { texts: cannotPull },
  ),
];
