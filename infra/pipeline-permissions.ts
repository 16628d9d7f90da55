import type { Permission } from "./permission.ts";

/** Where the evidence of one Region lies; ARNs, or patterns of them. */
export interface EvidencePlace {
  readonly table: string;
  /** The parameter with the table's name. */
  readonly tableParameter: string;
}

/** What `wait`, `gate`, `evidence` and `history` ask of AWS. Whoever holds it reads the evidence of every service. */
export function readEvidence({ table, tableParameter }: EvidencePlace): readonly Permission[] {
  return [
    { actions: ["ssm:GetParameter"], resources: [tableParameter] },
    { actions: ["dynamodb:GetItem", "dynamodb:Query"], resources: [table] },
    { actions: ["dynamodb:Query"], resources: [`${table}/index/GSI1`] },
  ];
}

/** What `decide` asks of AWS besides. Decisions lie in partitions of their own: whoever holds this can touch no verdict. */
export function keepDecisions({ table }: EvidencePlace): readonly Permission[] {
  return [
    {
      actions: ["dynamodb:PutItem"],
      resources: [table],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "DECISIONS#*" } },
    },
  ];
}
