import { rule, type StopRule } from "./stop-rule.ts";

const cannotStart = [
  "CannotStartContainer",
  "CannotCreateContainer",
  "CannotInspectContainer",
  "ContainerRuntimeError",
  "ContainerRuntimeTimeoutError",
];

/** Tasks that never ran for another reason than their image. */
export const failedStarts: readonly StopRule[] = [
  rule(
    "secrets",
    [
      "configuration",
      "start",
      "A secret or an environment file could not be read.",
      "Check the secret's name, its JSON key and the execution role.",
    ],
    {
      texts: [
        "unable to pull secrets",
        "unable to retrieve secret",
        "unable to download env file",
        "failed to download env file",
        "invalid ssm parameters",
      ],
      unverified: true,
    },
  ),
  rule(
    "log driver",
    [
      "configuration",
      "start",
      "The log driver could not start.",
      "Check that the log group exists and that the execution role may write to it.",
    ],
    { texts: ["failed to initialize logging driver", "cannot find the Amazon CloudWatch log group"] },
  ),
  rule(
    "log driver settings",
    [
      "configuration",
      "start",
      "The log driver refused its settings.",
      "Check that the log group exists and that the execution role may write to it.",
    ],
    { texts: ["failed to validate logger args"], unverified: true },
  ),
  rule(
    "volume",
    [
      "configuration",
      "start",
      "A volume could not be mounted.",
      "Check the file system, its mount targets, security group and access point.",
    ],
    { texts: ["CannotCreateVolume", "EFS utils", "EFS volume", "failed to mount", "EBS volume"], unverified: true },
  ),
  rule(
    "start-up resources",
    [
      "configuration",
      "start",
      "ECS could not prepare the task.",
      "Read the stopped reason; check network, volumes and execution role.",
    ],
    { texts: ["ResourceInitializationError", "ResourceNotFoundException"] },
  ),
  rule(
    "architecture",
    [
      "release",
      "start",
      "The program was built for another processor.",
      "Build the image for the task definition's architecture (X86_64 or ARM64).",
    ],
    {
      texts: ["exec format error", "does not match the specified platform", "no matching manifest for"],
      unverified: true,
    },
  ),
  rule(
    "command",
    [
      "release",
      "start",
      "The container's command cannot be run.",
      "Check entry point and command: the file must be in the image and executable.",
    ],
    {
      texts: cannotStart,
      andTexts: ["no such file or directory", "executable file not found", "permission denied: unknown"],
      unverified: true,
    },
  ),
  rule(
    "start too slow",
    [
      "configuration",
      "start",
      "The container did not start in time.",
      "Check what it waits for (dependencies, their health) and its start timeout.",
    ],
    { texts: ["DockerTimeoutError", "ContainerRuntimeTimeoutError", "dependency timed out"], unverified: true },
  ),
  rule(
    "container start",
    [
      "configuration",
      "start",
      "The container could not be created or started.",
      "Check entry point, command and volumes of the task definition.",
    ],
    { texts: cannotStart },
  ),
  rule(
    "internal error",
    [
      "platform",
      "start",
      "ECS itself failed to start the task.",
      "Nothing to do unless it repeats; then ask AWS support.",
    ],
    { begins: ["InternalError"] },
  ),
];
