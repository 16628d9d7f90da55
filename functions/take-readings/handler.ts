import { cloudwatchClient, ecsClient, loadBalancingClient } from "../../shared/aws/clients.ts";
import { serviceReader } from "../../shared/aws/ecs-reader.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { metrics } from "../../shared/aws/metrics.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { targetGroups } from "../../shared/aws/target-groups.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { CheckInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { takeReadings } from "./take-readings.ts";

export const definition = defineFunction({
  name: "take-readings",
  input: CheckInput,
  env: EvidenceEnv,
  build: (env, platform) =>
    takeReadings({
      metrics: metrics((region) => cloudwatchClient(platform, region)),
      targetGroups: targetGroups(loadBalancingClient(platform)),
      ecs: serviceReader(ecsClient(platform)),
      evidence: evidenceStore(openTable(env, platform)),
      clock: platform.clock,
    }),
});

export const handler = entry(definition);
