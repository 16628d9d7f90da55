import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packCli } from "../../../cli/pack.ts";
import { type RoleName, roleArn, type SimulatedCloud } from "./simulated-cloud.ts";

let packed: string | undefined;

/** The command line as a job gets it; packed once. */
function packedCli(): string {
  packed ??= packCli({ out: mkdtempSync(join(tmpdir(), "package-")) });
  return packed;
}

export interface Job {
  readonly release: string;
  readonly role?: RoleName;
  /** What GitLab put into the job; a good one unless told. */
  readonly token?: string;
}

/** The CI/CD variables of a pipeline in the simulated cloud: its job's ID token, and no keys but those that the project forgot there. */
export function jobVariables(cloud: SimulatedCloud, { release, role = "evidence", token }: Job) {
  const services = ["DYNAMODB", "SSM", "STS"].map((service) => [`AWS_ENDPOINT_URL_${service}`, cloud.url] as const);
  return {
    ...Object.fromEntries(services),
    // The simulated accounts let any key that is none of a session do everything: a job that used these would be found out.
    AWS_ACCESS_KEY_ID: "AKIAFORGOTTENFORGOTTE",
    AWS_SECRET_ACCESS_KEY: "forgotten",
    AWS_SHARED_CREDENTIALS_FILE: forgottenFile(),
    SIMULATED_AWS: cloud.url,
    TMPDIR: mkdtempSync(join(tmpdir(), "job-")),
    VALIDATOR_PACKAGE: packedCli(),
    VERIFY_ROLE_ARN: roleArn(role),
    ROLLOUT_VALIDATOR_TOKEN: token ?? cloud.token({ ref: release }),
    CI_COMMIT_TAG: release,
    // A simulated rollout is told in the past, so that its end is now.
    CI_PIPELINE_CREATED_AT: new Date(Date.now() - 1_800_000).toISOString(),
    SOAK: "1s",
  } satisfies Record<string, string>;
}

/** The credentials file of a runner's machine; the SDK reads it before the job's ID token. */
function forgottenFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), "runner-")), "credentials");
  writeFileSync(file, "[default]\naws_access_key_id = AKIAFORGOTTENFORGOTTE\naws_secret_access_key = forgotten\n");
  return file;
}

/** What jobs left in their temporary folder; npm's own compiled code holds nothing of theirs. */
export function leftIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name !== "node-compile-cache");
}
