import { openValidation } from "../../functions/open-validation/open-validation.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { ProfileSource } from "../../shared/ports/profiles.ts";
import { aKey, anExecutionArn } from "./a-record.ts";
import { anEcs, type FunctionBench } from "./function-bench.ts";

const { rollout } = aKey();

export interface Surroundings {
  readonly ecs?: Partial<EcsReader>;
  /** Text of the profile, or why it cannot be read. */
  readonly profile?: string | ValidatorError;
  readonly evidence?: Partial<EvidenceStore>;
  readonly executionArn?: string;
  /** Task definition of the rollout's revision. */
  readonly revision?: string;
}

/** Opens the validation of the rollout, in an account where only what is told is unusual. */
export function open(
  bench: FunctionBench,
  { ecs, profile, evidence, executionArn = anExecutionArn, revision }: Surroundings = {},
) {
  const profiles: ProfileSource = {
    async find() {
      if (profile instanceof ValidatorError) throw profile;
      return profile === undefined ? undefined : { text: profile, source: "/v/profiles/production/shop" };
    },
  };
  const ports = { ...bench, evidence: { ...bench.evidence, ...evidence }, ecs: anEcs(ecs), profiles };
  return openValidation({
    ...ports,
    logGroups: { logClass: async () => "STANDARD" },
    revisionDefinition: async () => revision,
  })({ rollout, executionArn });
}

/** As `open`, and returns what is kept then. */
export async function opened(bench: FunctionBench, surroundings: Surroundings = {}) {
  const answer = await open(bench, surroundings);
  if (!answer.opened) throw new Error(answer.reason);
  const record = await bench.evidence.record(answer.validation);
  if (record === undefined) throw new Error("There is no record.");
  return { record, findings: await bench.evidence.findings(answer.validation) };
}
