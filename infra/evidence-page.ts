import { Stack } from "aws-cdk-lib";
import { type Code, type FunctionUrl, FunctionUrlAuthType } from "aws-cdk-lib/aws-lambda";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { ShowEvidenceEnv } from "../shared/schema/environment.ts";
import type { BundledFolder } from "../statemachine/tasks.ts";
import type { StageConfig } from "./config.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Permission } from "./permission.ts";
import { readOtherRegion } from "./read-other-region.ts";
import { readSecret } from "./read-permissions.ts";
import { ValidatorFunction } from "./validator-function.ts";

export interface EvidencePageProps extends NonNullable<StageConfig["evidencePage"]> {
  readonly config: StageConfig;
  readonly evidence: EvidenceTable;
  readonly code: (folder: BundledFolder) => Code;
}

/** The function that shows the evidence of a release to whoever holds a signed link, at a URL of its own. */
export class EvidencePage extends Construct {
  readonly shower: ValidatorFunction;
  readonly url: string;
  /** To sign links. */
  readonly readKey: Permission;
  /** The variables of a function that makes links. */
  readonly environment: LinkEnvironment;

  constructor(scope: Construct, id: string, props: EvidencePageProps) {
    super(scope, id);
    const { config, evidence, code, keySecret, linkDays, concurrency, otherRegions = [] } = props;
    const { region: own } = Stack.of(this);
    const others = otherRegions.filter((region) => region !== own);
    this.readKey = readSecret(Secret.fromSecretNameV2(this, "LinkKey", keySecret));
    this.shower = new ValidatorFunction(this, "Show", {
      folder: "show-evidence",
      code: code("show-evidence"),
      env: ShowEvidenceEnv,
      environment: {
        EVIDENCE_TABLE: evidence.table.tableName,
        EVIDENCE_DAYS: String(config.evidenceDays),
        PROFILE_PREFIX: config.profilePrefix,
        EVIDENCE_REGIONS: [own, ...others].join(","),
        EVIDENCE_LINK_SECRET: keySecret,
      },
      permissions: [
        { actions: ["dynamodb:Query"], resources: [evidence.table.tableArn] },
        ...others.flatMap((region) => readOtherRegion(this, region, config)),
        this.readKey,
      ],
      logRetention: config.logRetention,
      // Anybody may call the URL: the ceiling keeps that from costing much, and from taking the other functions' concurrency.
      reservedConcurrency: concurrency,
    });
    const functionUrl: FunctionUrl = this.shower.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.url = functionUrl.url;
    this.environment = {
      EVIDENCE_PAGE_URL: functionUrl.url,
      EVIDENCE_LINK_SECRET: keySecret,
      EVIDENCE_LINK_DAYS: String(linkDays),
    };
  }
}

type LinkEnvironment = Readonly<Record<"EVIDENCE_PAGE_URL" | "EVIDENCE_LINK_SECRET" | "EVIDENCE_LINK_DAYS", string>>;

/** As `EvidencePage.environment`, in a stage without a page. */
export const noEvidencePage: LinkEnvironment = {
  EVIDENCE_PAGE_URL: "",
  EVIDENCE_LINK_SECRET: "",
  EVIDENCE_LINK_DAYS: "90",
};
