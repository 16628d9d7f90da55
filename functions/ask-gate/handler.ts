import { eventsClient, ssmClient } from "../../shared/aws/clients.ts";
import { eventSink } from "../../shared/aws/event-sink.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { regionEvidence } from "../../shared/aws/region-evidence.ts";
import { AskGateEnv } from "../../shared/schema/environment.ts";
import { GateQuestionInput } from "../../shared/schema/gate-question.ts";
import { defineFunction, entry } from "../entry.ts";
import { askGate } from "./ask-gate.ts";
import { gateMetrics } from "./gate-metrics.ts";

export const definition = defineFunction({
  name: "ask-gate",
  input: GateQuestionInput,
  env: AskGateEnv,
  build: (env, platform) =>
    askGate({
      evidenceOf: regionEvidence(env, platform),
      profileOf: ({ to, cluster, service }) =>
        ssmProfiles(ssmClient(platform, to), env.PROFILE_PREFIX).find(cluster, service),
      clock: platform.clock,
      events: eventSink(eventsClient(platform)),
      count: gateMetrics(platform.metrics("ask-gate")),
    }),
});

export const handler = entry(definition);
