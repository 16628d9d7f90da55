# The part of bf-manage-core's Terraform that concerns the validator. Network, roles and load balancer stand elsewhere.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "region" { type = string }
variable "cluster" { type = string }
variable "image" { type = string }
variable "execution_role_arn" { type = string }
variable "subnet_ids" { type = list(string) }
variable "security_group_ids" { type = list(string) }

variable "release" {
  description = "What is shipped: handed over by the pipeline, found again by the validator in the container's environment."
  type = object({
    id       = string # v2.3.1
    commit   = string # the full sha
    project  = string # GitLab project id
    pipeline = string # GitLab pipeline id
    ref      = string # branch or tag
  })
}

locals {
  service = "bf-manage-core"
}

# Publishes the profile, which the validator reads when a rollout starts, and gives the stamp of the release.
module "rollout_validation" {
  source  = "../terraform"
  cluster = var.cluster
  service = local.service
  profile = file("${path.module}/profile.yaml")
  release = var.release
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "/ecs/${local.service}"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "app" {
  family                   = local.service
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = var.execution_role_arn

  container_definitions = jsonencode([{
    name      = "app"
    image     = var.image
    essential = true

    # The release's identity, immutable with the task definition.
    environment = module.rollout_validation.environment

    healthCheck = {
      command     = ["CMD-SHELL", "curl -fsS http://localhost:8080/health || exit 1"]
      interval    = 30
      timeout     = 10
      retries     = 3
      startPeriod = 40
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.app.name
        "awslogs-region"        = var.region
        "awslogs-stream-prefix" = local.service
        # In non-blocking mode, the default, lines are lost when the buffer is full.
        "mode"            = "non-blocking"
        "max-buffer-size" = "25m"
      }
    }
  }])
}

resource "aws_ecs_service" "app" {
  name            = local.service
  cluster         = var.cluster
  task_definition = aws_ecs_task_definition.app.arn
  desired_count   = 4
  launch_type     = "FARGATE"

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = var.security_group_ids
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}
