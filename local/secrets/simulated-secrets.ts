import * as shapes from "@aws-sdk/client-secrets-manager";
import { awsService, type Call } from "../server/aws-service.ts";
import { constraints } from "../server/constraints.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { ServiceError } from "../server/service-error.ts";

interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly createdAt: Date;
}

interface Secret {
  readonly region: string;
  readonly name: string;
  /** Newest first: AWSCURRENT, AWSPREVIOUS, then versions without a stage. */
  readonly versions: readonly SecretVersion[];
}

export interface SimulatedSecrets {
  readonly server: EmbeddedServer;
  /** Creates the secret, or rotates it: the value becomes AWSCURRENT, the one before AWSPREVIOUS. */
  setSecret(region: string, name: string, value: string): void;
}

const stages = ["AWSCURRENT", "AWSPREVIOUS"];

/** Secrets Manager: GetSecretValue. */
export function simulatedSecrets(): SimulatedSecrets {
  const secrets: Secret[] = [];
  const server = awsService({
    name: "secretsmanager",
    targetPrefix: "secretsmanager",
    contentType: "application/x-amz-json-1.1",
    shapes,
    checks: [
      constraints("ValidationException", {
        GetSecretValue: {
          SecretId: { min: 1, max: 2048 },
          VersionId: { min: 32, max: 64 },
          VersionStage: { min: 1, max: 256 },
        },
      }),
    ],
    operations: {
      GetSecretValue: async (input: shapes.GetSecretValueCommandInput, { region }: Call) =>
        secretValue(secrets, input, region),
    },
  });
  return {
    server,
    setSecret(region, name, value) {
      const index = secrets.findIndex((secret) => secret.region === region && secret.name === name);
      const versions = secrets[index]?.versions ?? [];
      const id = `00000000-0000-4000-a000-${String(versions.length + 1).padStart(12, "0")}`;
      secrets.splice(index < 0 ? secrets.length : index, 1, {
        region,
        name,
        versions: [{ id, value, createdAt: new Date() }, ...versions],
      });
    },
  };
}

function secretValue(secrets: readonly Secret[], input: shapes.GetSecretValueCommandInput, region: string) {
  const { SecretId = "", VersionId, VersionStage } = input;
  const secret = secrets.find((one) => one.region === region && (one.name === SecretId || arn(one) === SecretId));
  if (secret === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  const index =
    VersionId === undefined
      ? stages.indexOf(VersionStage ?? "AWSCURRENT")
      : secret.versions.findIndex(({ id }) => id === VersionId);
  const version = secret.versions[index];
  if (version === undefined)
    throw notFound(
      `Secrets Manager can't find the specified secret value for ${VersionId ?? `staging label: ${VersionStage ?? ""}`}`,
    );
  const stage = stages[index];
  return {
    ARN: arn(secret),
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.value,
    VersionStages: stage === undefined ? [] : [stage],
    CreatedDate: version.createdAt,
  };
}

/** AWS adds six characters to the name. */
function arn({ region, name }: Secret): string {
  return `arn:aws:secretsmanager:${region}:123456789012:secret:${name}-a1B2c3`;
}

function notFound(message: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", message);
}
