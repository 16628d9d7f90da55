import { ArnFormat, Stack } from "aws-cdk-lib";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { StageConfig } from "./config.ts";
import type { Permission } from "./permission.ts";

/**
 * What the functions read in AWS. The resource types are those of the Service Authorization Reference
 * (list_amazonelasticcontainerservice.html, list_amazoncloudwatchlogs.html), or what the service really asks for where it differs.
 */
const everyService = "Every service of the account and Region is validated, also one that is created tomorrow.";

/** Services and their rollouts: DescribeServiceDeployments is authorised on both. */
export function readServices(scope: Construct): Permission {
  return {
    actions: ["ecs:DescribeServices", "ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"],
    resources: [ecsArn(scope, "service"), ecsArn(scope, "service-deployment")],
    wildcardReason: everyService,
  };
}

/** Services alone. */
export function describeServices(scope: Construct): Permission {
  return { actions: ["ecs:DescribeServices"], resources: [ecsArn(scope, "service")], wildcardReason: everyService };
}

/** The rollouts of a service alone. */
export function readServiceDeployments(scope: Construct): Permission {
  return { ...readServices(scope), actions: ["ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"] };
}

/** Walks through all services. */
export function listServices(scope: Construct): readonly Permission[] {
  return [
    {
      actions: ["ecs:ListClusters"],
      resources: ["*"],
      wildcardReason: "ecs:ListClusters supports neither resources nor conditions.",
    },
    {
      actions: ["ecs:ListServices"],
      resources: ["*"],
      conditions: { ArnLike: { "ecs:cluster": ecsArn(scope, "cluster") } },
      wildcardReason: "ecs:ListServices supports no resources; the condition holds it to this account and Region.",
    },
    describeServices(scope),
  ];
}

export function readTaskDefinitions(): Permission {
  return {
    actions: ["ecs:DescribeTaskDefinition"],
    resources: ["*"],
    wildcardReason: "ecs:DescribeTaskDefinition supports neither resources nor conditions.",
  };
}

/** The digests to which a rollout's images were resolved. */
export function readRevisions(scope: Construct): Permission {
  return {
    actions: ["ecs:DescribeServiceRevisions"],
    resources: [ecsArn(scope, "service-revision")],
    wildcardReason: everyService,
  };
}

export function readTasks(scope: Construct): Permission {
  return { actions: ["ecs:DescribeTasks"], resources: [ecsArn(scope, "task")], wildcardReason: everyService };
}

export function listTasks(scope: Construct): Permission {
  return {
    actions: ["ecs:ListTasks"],
    resources: ["*"],
    conditions: { ArnLike: { "ecs:cluster": ecsArn(scope, "cluster") } },
    wildcardReason:
      "ecs:ListTasks without a container instance is authorised on * (cdklabs/construct-hub pull 1207); the condition holds it to this account and Region.",
  };
}

/** Classes of log groups; the call is authorised on no group in particular (`log-group::log-stream:`), whatever prefix it asks for. */
export function describeLogGroups(scope: Construct, config: StageConfig): Permission {
  return {
    actions: ["logs:DescribeLogGroups"],
    resources: logRegions(scope, config).map((region) => logGroupArn(scope, region, "*")),
    wildcardReason:
      "logs:DescribeLogGroups is always authorised on all groups (hashicorp/terraform-provider-aws issue 8804).",
  };
}

export function readLogs(scope: Construct, config: StageConfig): Permission {
  return {
    actions: ["logs:FilterLogEvents", "logs:StartQuery"],
    resources: logRegions(scope, config).flatMap((region) =>
      config.logGroupPrefixes.map((prefix) => logGroupArn(scope, region, `${prefix}*:*`)),
    ),
    wildcardReason: "A service names its log groups itself; the stage lists the prefixes that may be read.",
  };
}

/** The end of the streams of containers that died. */
export function readStreamEnds(scope: Construct, config: StageConfig): Permission {
  return { ...readLogs(scope, config), actions: ["logs:GetLogEvents"] };
}

export function readQueries(): Permission {
  return {
    actions: ["logs:GetQueryResults"],
    resources: ["*"],
    wildcardReason: "logs:GetQueryResults supports neither resources nor conditions; query ids are random.",
  };
}

/** Also of other Regions: CloudFront and Billing publish in us-east-1 alone. */
export function readMetrics(): Permission {
  return {
    actions: ["cloudwatch:GetMetricData"],
    resources: ["*"],
    wildcardReason: "cloudwatch:GetMetricData supports neither resources nor conditions.",
  };
}

export function readTargetHealth(): Permission {
  return {
    actions: ["elasticloadbalancing:DescribeTargetHealth"],
    resources: ["*"],
    wildcardReason: "elasticloadbalancing:DescribeTargetHealth supports no resources.",
  };
}

/** In the stack's own Region unless told. */
export function readProfiles(scope: Construct, config: StageConfig, region?: string): Permission {
  return {
    actions: ["ssm:GetParameter"],
    resources: [
      Stack.of(scope).formatArn({
        service: "ssm",
        ...(region !== undefined && { region }),
        resource: "parameter",
        resourceName: `${config.profilePrefix.slice(1)}/profiles/*`,
      }),
    ],
    wildcardReason: "Teams publish their services' profiles under this path themselves.",
  };
}

/** The secret is known by name only; Secrets Manager puts a hyphen and six characters behind the name in its ARN. */
export function readSecret(secret: ISecret): Permission {
  return { actions: ["secretsmanager:GetSecretValue"], resources: [`${secret.secretArn}-??????`] };
}

function ecsArn(scope: Construct, resource: string): string {
  return Stack.of(scope).formatArn({ service: "ecs", resource, resourceName: "*" });
}

function logRegions(scope: Construct, config: StageConfig): readonly string[] {
  return [...new Set([Stack.of(scope).region, ...config.otherLogRegions])];
}

function logGroupArn(scope: Construct, region: string, resourceName: string): string {
  return Stack.of(scope).formatArn({
    service: "logs",
    region,
    resource: "log-group",
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
