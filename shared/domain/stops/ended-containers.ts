import { rule, type StopRule } from "./stop-rule.ts";

const exited = ["EssentialContainerExited"];

/** Containers that ran. Exit codes above 128 name a signal by Unix convention; 126 and 127 are the shell's. */
export const endedContainers: readonly StopRule[] = [
  rule(
    "out of memory",
    ["release", "exit", "A container used more memory than its limit.", "Raise the memory limit or find what grew."],
    { texts: ["OutOfMemoryError"] },
  ),
  rule(
    "load balancer health",
    [
      "release",
      "health",
      "It failed the load balancer's health checks.",
      "Check the health endpoint, its port, the security group and the grace period.",
    ],
    { texts: ["failed ELB health checks", "is unhealthy in (target-group"] },
  ),
  rule(
    "container health",
    [
      "release",
      "health",
      "It failed its container health check.",
      "Run the health command in the image and read the container's log.",
    ],
    { texts: ["failed container health checks"] },
  ),
  rule(
    "clean exit",
    [
      "release",
      "exit",
      "An essential container ended by itself with exit code 0; a service must keep running.",
      "Check the command: it ended instead of serving.",
    ],
    { stopCodes: exited, exitCodes: [0] },
  ),
  rule(
    "command",
    [
      "release",
      "exit",
      "The container's command cannot be run.",
      "Check entry point and command: the file must be in the image and executable.",
    ],
    { stopCodes: exited, exitCodes: [126, 127] },
  ),
  rule(
    "killed",
    [
      "release",
      "exit",
      "A container was killed, and ECS does not say that memory was short.",
      "Look for a child or a watchdog that kills it, and at memory use before its end.",
    ],
    { stopCodes: exited, exitCodes: [137] },
  ),
  rule(
    "native crash",
    [
      "release",
      "exit",
      "An essential container was ended by a fault in native code.",
      "Read the last lines of its log; look for a core dump or a native library that changed.",
    ],
    { stopCodes: exited, exitCodes: [132, 134, 135, 136, 139] },
  ),
  rule("crash", ["release", "exit", "An essential container ended by itself.", "Read the last lines of its log."], {
    stopCodes: exited,
  }),
  rule("failed to start", ["configuration", "start", "The task failed to start.", "Read the stopped reason."], {
    stopCodes: ["TaskFailedToStart"],
  }),
];
