import { devNull } from "node:os";

/** What the shipped functions find in `process.env`, as the stack would set it. */
export interface LambdaEnvironment {
  readonly region: string;
  readonly account: string;
  readonly table: string;
  readonly stateMachineArn: string;
  readonly profilePrefix: string;
  readonly gitlabHost: string;
  readonly gitlabTokenSecret: string;
  readonly topicArn: string;
  readonly linkSecret: string;
}

/** Lets statuses lead to the evidence page at this address from the functions' first call on; for the time of a run, as below. */
export function turnPageOn(url: string): void {
  process.env["EVIDENCE_PAGE_URL"] = url;
}

/** Sets the functions' variables for the time of a run; returns what puts the old ones back. */
export function setEnvironment(of: LambdaEnvironment): () => void {
  const wanted: Readonly<Record<string, string>> = {
    AWS_REGION: of.region,
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
    // The machine's own AWS configuration has no part in a simulation.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // Each client would look for its endpoint, in those files at last.
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    EVIDENCE_TABLE: of.table,
    EVIDENCE_DAYS: "400",
    STATE_MACHINE_ARN: of.stateMachineArn,
    ACCOUNT_ID: of.account,
    PROFILE_PREFIX: of.profilePrefix,
    GITLAB_HOST: of.gitlabHost,
    GITLAB_TOKEN_SECRET: of.gitlabTokenSecret,
    NOTIFICATION_TOPIC_ARN: of.topicArn,
    EVIDENCE_PAGE_URL: "",
    EVIDENCE_LINK_SECRET: of.linkSecret,
    EVIDENCE_LINK_DAYS: "90",
    EVIDENCE_REGIONS: of.region,
  };
  const foreign = Object.keys(process.env).filter((name) => name.startsWith("AWS_") && !(name in wanted));
  const before = new Map([...Object.keys(wanted), ...foreign].map((name) => [name, process.env[name]]));
  for (const name of foreign) delete process.env[name];
  Object.assign(process.env, wanted);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
