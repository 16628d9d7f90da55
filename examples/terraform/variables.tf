variable "cluster" {
  description = "Name of the ECS cluster."
  type        = string
}

variable "service" {
  description = "Name of the ECS service."
  type        = string
}

variable "profile" {
  description = "The service's profile, YAML or JSON: file(\"profile.yaml\"). Null leaves the service to the default profile."
  type        = string
  default     = null

  validation {
    condition     = var.profile == null || can(yamldecode(var.profile))
    error_message = "The profile is not valid YAML. `rollout-validator lint FILE` tells where."
  }
}

variable "prefix" {
  description = "SSM path of the validator's stack."
  type        = string
  default     = "/ecs-rollout-validator"

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)+$", var.prefix))
    error_message = "The prefix starts with a slash and ends without one."
  }
}

variable "release" {
  description = "What is shipped. In GitLab CI: CI_COMMIT_TAG or your own id, CI_COMMIT_SHA, CI_PROJECT_ID, CI_PIPELINE_ID, CI_COMMIT_REF_NAME."
  type = object({
    id       = string
    commit   = string
    project  = string
    pipeline = optional(string)
    ref      = optional(string)
  })

  validation {
    condition     = can(regex("^([0-9a-f]{40}|[0-9a-f]{64})$", var.release.commit))
    error_message = "GitLab takes a commit status for a full commit sha only: 40 or 64 lower case hex digits."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._+/:@-]{0,127}$", var.release.id))
    error_message = "A release id has letters, digits and . _ + / : @ -, at most 128."
  }
}
