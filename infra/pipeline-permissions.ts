import type { Permission } from "./permission.ts";

/** Where the evidence of one Region lies; ARNs, or patterns of them. */
export interface EvidencePlace {
  readonly table: string;
  /** The parameter with the table's name. */
  readonly tableParameter: string;
  /** The parameters with the services' profiles. */
  readonly profiles: string;
}

/** What `wait`, `gate`, `evidence` and `history` ask of AWS. Whoever holds it reads the evidence of every service. */
export function readEvidence({ table, tableParameter, profiles }: EvidencePlace): readonly Permission[] {
  return [
    { actions: ["ssm:GetParameter"], resources: [tableParameter] },
    {
      actions: ["ssm:GetParameter"],
      resources: [profiles],
      wildcardReason: "Teams publish their profiles here themselves.",
    },
    { actions: ["dynamodb:Query"], resources: [table, `${table}/index/GSI1`] },
  ];
}

export interface InspectedPlace extends EvidencePlace {
  /** The parameter with the log groups that the functions may read. */
  readonly logReachParameter: string;
}

/** What `preflight` asks of AWS. It reads how services are configured, and nothing that they store or log. */
export function inspectServices(place: InspectedPlace): readonly Permission[] {
  const { table, tableParameter, logReachParameter, profiles } = place;
  return [
    { actions: ["ssm:GetParameter"], resources: [tableParameter, logReachParameter] },
    {
      actions: [
        "cloudwatch:DescribeAlarms",
        "ecs:DescribeClusters",
        "ecs:DescribeServiceDeployments",
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ecs:ListClusters",
        "ecs:ListServiceDeployments",
        "ecs:ListServices",
        "logs:DescribeLogGroups",
      ],
      resources: ["*"],
      wildcardReason: "Any service of the account may be inspected before it is validated; the actions read only.",
    },
    {
      actions: ["ssm:GetParameter"],
      resources: [profiles],
      wildcardReason: "Teams publish their profiles here themselves.",
    },
    { actions: ["dynamodb:GetItem"], resources: [table] },
  ];
}

/** What `decide` and the hotfix lane ask of AWS besides. Decisions lie in partitions of their own: whoever holds this can touch no verdict. */
export function keepDecisions({ table }: Pick<EvidencePlace, "table">): readonly Permission[] {
  return [
    {
      actions: ["dynamodb:PutItem"],
      resources: [table],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "DECISIONS#*" } },
    },
  ];
}

/** What `applied` asks of AWS. Applies lie in partitions of their own: the deploy job that holds this can touch no evidence, and decide nothing. */
export function keepApplies({
  table,
  tableParameter,
}: Pick<EvidencePlace, "table" | "tableParameter">): readonly Permission[] {
  return [
    { actions: ["ssm:GetParameter"], resources: [tableParameter] },
    {
      actions: ["dynamodb:PutItem"],
      resources: [table],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "APPLIED#*" } },
    },
  ];
}

/** What `register` asks of AWS. Registrations lie in partitions of their own: whoever holds this can touch no evidence. */
export function registerReleases({ table, tableParameter }: EvidencePlace): readonly Permission[] {
  return [
    { actions: ["ssm:GetParameter"], resources: [tableParameter] },
    {
      actions: ["dynamodb:PutItem"],
      resources: [table],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "REGISTERED#*" } },
    },
  ];
}
