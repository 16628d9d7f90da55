import * as shapes from "@aws-sdk/client-ssm";
import { awsService, type Call } from "../server/aws-service.ts";
import { constraints } from "../server/constraints.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { ServiceError } from "../server/service-error.ts";

type ParameterType = "String" | "StringList" | "SecureString";

interface StoredParameter {
  readonly type: ParameterType;
  readonly value: string;
  readonly version: number;
  readonly modifiedAt: Date;
  readonly region: string;
}

export interface SimulatedSsm {
  readonly server: EmbeddedServer;
  /** Creates or overwrites a parameter, as its owner's Terraform does. */
  setParameter(region: string, name: string, value: string): void;
  deleteParameter(region: string, name: string): void;
}

type Parameters = Map<string, StoredParameter>;

const parameterName = { min: 1, max: 2048 };
const limits = constraints("ValidationException", {
  GetParameter: { Name: parameterName },
  GetParameters: { Names: { min: 1, max: 10 } },
  PutParameter: {
    Name: parameterName,
    Type: { oneOf: ["String", "StringList", "SecureString"] },
    Tier: { oneOf: ["Standard", "Advanced", "Intelligent-Tiering"] },
  },
});

/** Parameter Store: GetParameter, GetParameters and PutParameter. */
export function simulatedSsm(): SimulatedSsm {
  const parameters: Parameters = new Map();
  const server = awsService({
    name: "ssm",
    targetPrefix: "AmazonSSM",
    contentType: "application/x-amz-json-1.1",
    shapes,
    checks: [limits],
    operations: {
      GetParameter: async (
        { Name = "", WithDecryption = false }: shapes.GetParameterCommandInput,
        { region }: Call,
      ) => {
        const Parameter = described(parameters, { region, asked: Name, decrypted: WithDecryption });
        if (Parameter === undefined) throw new ServiceError("ParameterNotFound", "");
        return { Parameter };
      },
      GetParameters: async (
        { Names = [], WithDecryption = false }: shapes.GetParametersCommandInput,
        { region }: Call,
      ) => {
        const found = Names.map((asked) => described(parameters, { region, asked, decrypted: WithDecryption }));
        const InvalidParameters = Names.filter((_, index) => found[index] === undefined);
        return { Parameters: found.filter((one) => one !== undefined), InvalidParameters };
      },
      PutParameter: async (input: shapes.PutParameterCommandInput, { region }: Call) => put(parameters, input, region),
    },
  });
  return {
    server,
    setParameter(region, name, value) {
      put(
        parameters,
        { Name: name, Value: value, Type: "String", Overwrite: true, Tier: "Intelligent-Tiering" },
        region,
      );
    },
    deleteParameter(region, name) {
      parameters.delete(key(region, name));
    },
  };
}

interface Ask {
  readonly region: string;
  /** A name, an ARN, or either with `:<version>`; labels are not simulated. */
  readonly asked: string;
  readonly decrypted: boolean;
}

function described(parameters: Parameters, { region, asked, decrypted }: Ask): shapes.Parameter | undefined {
  const [, arn, path = asked, version] = /^(arn:[^:]+:ssm:[^:]+:\d+:parameter)?([^:]+)(?::(\d+))?$/.exec(asked) ?? [];
  // The ARN of a name without a slash has one all the same.
  const name = arn !== undefined && !parameters.has(key(region, path)) ? path.slice(1) : path;
  const stored = parameters.get(key(region, name));
  if (stored === undefined || (version !== undefined && Number(version) !== stored.version)) return undefined;
  return {
    Name: name,
    Type: stored.type,
    Value: stored.type === "SecureString" && !decrypted ? Buffer.from(stored.value).toString("base64") : stored.value,
    Version: stored.version,
    LastModifiedDate: stored.modifiedAt,
    ARN: `arn:aws:ssm:${region}:123456789012:parameter${name.startsWith("/") ? "" : "/"}${name}`,
    DataType: "text",
  };
}

/** Parameter names: letters, digits and `.-_/`, at most 15 levels, not beginning with `aws` or `ssm` (PutParameter). */
const nameForm = /^(?!\/?(?:aws|ssm))\/?(?:[A-Za-z0-9_.-]+\/){0,14}[A-Za-z0-9_.-]+$/i;

function put(
  parameters: Parameters,
  input: shapes.PutParameterCommandInput,
  region: string,
): { Version: number; Tier: "Standard" | "Advanced" } {
  const { Name = "", Value = "", Type, Overwrite = false, Tier } = input;
  if (!nameForm.test(Name))
    throw new ServiceError(
      "ValidationException",
      `Parameter name ${Name} is not valid: it is fully qualified, of letters, digits and .-_/, without the prefixes aws and ssm.`,
    );
  const previous = parameters.get(key(region, Name));
  if (previous && !Overwrite)
    throw new ServiceError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  const type = Type ?? previous?.type;
  if (type === undefined)
    throw new ServiceError("ValidationException", "A parameter type is required when you create a parameter.");
  const tier = tierOf(Value, Tier);
  const version = (previous?.version ?? 0) + 1;
  parameters.set(key(region, Name), { type, value: Value, version, modifiedAt: new Date(), region });
  return { Version: version, Tier: tier };
}

/** Standard parameters hold 4 KB, advanced ones 8 KB. */
function tierOf(value: string, asked: string | undefined): "Standard" | "Advanced" {
  const bytes = Buffer.byteLength(value);
  const tier = asked === "Advanced" || (asked === "Intelligent-Tiering" && bytes > 4096) ? "Advanced" : "Standard";
  const most = tier === "Standard" ? 4096 : 8192;
  if (value === "" || bytes > most)
    throw new ServiceError(
      "ValidationException",
      `${tier} tier parameters support a parameter value of 1 to ${most} characters.`,
    );
  return tier;
}

function key(region: string, name: string): string {
  return `${region} ${name}`;
}
