import { readFileSync } from "node:fs";
import { DeploymentEvent, EcsEvent, TaskEvent } from "../../shared/schema/events.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import { account, deploymentId, region, serviceArn } from "./a-rollout.ts";

/** A whole event as AWS sends it, from `test/fixtures/events`. */
export function eventFixture(name: string): Record<string, unknown> & { detail: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL(`../fixtures/events/${name}.json`, import.meta.url), "utf8"));
}

/** The start of the rollout of `shop`. */
export function aDeploymentEvent(
  detail: Partial<DeploymentEvent["detail"]> = {},
  over: Partial<DeploymentEvent> = {},
): DeploymentEvent {
  const event = parsed(DeploymentEvent, eventFixture("deployment-in-progress"));
  return {
    ...event,
    account,
    region,
    resources: [serviceArn],
    detail: { ...event.detail, deploymentId, ...detail },
    ...over,
  };
}

/** A task of the rollout of `shop` that runs. */
export function aTaskEvent(detail: Partial<TaskEvent["detail"]> = {}, over: Partial<TaskEvent> = {}): TaskEvent {
  const event = parsed(TaskEvent, eventFixture("task-running"));
  const group = "service:shop";
  return { ...event, account, region, detail: { ...event.detail, group, startedBy: deploymentId, ...detail }, ...over };
}

export function anEvent(value: unknown): EcsEvent {
  return parsed(EcsEvent, value);
}

function parsed<Schema extends Parameters<typeof parseShape>[0]>(schema: Schema, value: unknown) {
  const { data, problems } = parseShape(schema, value);
  if (data === undefined) throw new Error(`The built event is wrong: ${problems?.join("; ")}`);
  return data;
}
