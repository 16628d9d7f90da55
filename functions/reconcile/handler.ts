import { agenda } from "../../shared/aws/agenda.ts";
import { ecsClient, sfnClient } from "../../shared/aws/clients.ts";
import { serviceDeploymentsReader } from "../../shared/aws/ecs-reader.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { executions } from "../../shared/aws/executions.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { serviceCatalogue } from "../../shared/aws/service-catalogue.ts";
import { signals } from "../../shared/aws/signals.ts";
import { sweepPlaces } from "../../shared/aws/sweep-places.ts";
import { validations } from "../../shared/aws/validations.ts";
import { startWorkflow } from "../../shared/aws/workflow.ts";
import { conclude } from "../../shared/closing/conclude.ts";
import { ReconcileEnv } from "../../shared/schema/environment.ts";
import { ReconcileInput } from "../../shared/schema/reconcile-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { announcer } from "../wiring/announcer.ts";
import { releaseMetrics } from "../wiring/release-metrics.ts";
import { statusReporter } from "../wiring/status-reporter.ts";
import { verdictMetrics } from "../wiring/verdict-metrics.ts";
import { countRun } from "./count-run.ts";
import { lookAfter } from "./look-after.ts";
import { reconcile } from "./reconcile.ts";
import { hasSucceeded } from "./start-unless-known.ts";
import { sweep } from "./sweep.ts";

const name = "reconcile";

export const definition = defineFunction({
  name,
  input: ReconcileInput,
  env: ReconcileEnv,
  build: (env, platform) => {
    const { clock } = platform;
    const metrics = platform.metrics(name);
    const table = openTable(env, platform);
    const sfn = sfnClient(platform);
    const ecs = ecsClient(platform);
    const base = {
      clock,
      random: Math.random,
      evidence: evidenceStore(table),
      agenda: agenda(table),
      validations: validations(table),
    };
    return reconcile({
      ...base,
      lookAfter: lookAfter({
        ...base,
        executions: executions(sfn),
        conclude: conclude({ ...base, signals: signals(table), count: verdictMetrics(metrics) }),
        announce: announcer(env, platform),
        reportStatus: statusReporter(name, env, platform),
      }),
      sweep: sweep({
        ...base,
        catalogue: serviceCatalogue(ecs),
        places: sweepPlaces(table),
        workflow: startWorkflow(sfn, env.STATE_MACHINE_ARN),
        hasSucceeded: hasSucceeded(executions(sfn), env.STATE_MACHINE_ARN),
        ecs: serviceDeploymentsReader(ecs),
        countRollback: releaseMetrics(platform).rollback,
      }),
      count: countRun(metrics),
    });
  },
});

export const handler = entry(definition);
