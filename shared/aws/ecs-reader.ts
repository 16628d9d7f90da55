import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
} from "@aws-sdk/client-ecs";
import { parseServiceArn, type RolloutRef } from "../domain/rollout.ts";
import type { ServiceDeployment } from "../domain/service-state.ts";
import type { Task } from "../domain/task.ts";
import { ValidatorError } from "../errors.ts";
import type { EcsReader } from "../ports/ecs.ts";
import { call } from "./call.ts";
import { containerDefinition, serviceDeployment, serviceState, tagMap, task } from "./ecs-shapes.ts";

/** DescribeTasks takes at most 100 tasks, DescribeServiceDeployments at most 20 ARNs (ECS API reference). */
const tasksPerCall = 100;

/** Amazon ECS behind the EcsReader port. */
export function ecsReader(ecs: ECSClient): EcsReader {
  return {
    ...serviceReader(ecs),
    ...serviceDeploymentsReader(ecs),
    serviceDeployment: async (arn) => (await describeDeployments(ecs, [arn]))[0],
    tasks: (rollout, known, running) => tasksOf(ecs, rollout, { known, running }),
    taskDefinition: async (arn) => {
      const answer = await foundOrUndefined(() =>
        call("ecs:DescribeTaskDefinition", arn, () =>
          ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ["TAGS"] })),
        ),
      );
      const definition = answer?.taskDefinition;
      if (definition === undefined) return undefined;
      return {
        arn: definition.taskDefinitionArn ?? arn,
        containers: (definition.containerDefinitions ?? []).map(containerDefinition),
        tags: tagMap(answer?.tags),
      };
    },
  };
}

/** The part of the port that reads a service, for whoever reads nothing else. */
export function serviceReader(ecs: ECSClient): Pick<EcsReader, "service"> {
  return {
    service: async (serviceArn) => {
      const { cluster } = nameOf(serviceArn);
      const answer = await foundOrUndefined(() =>
        call("ecs:DescribeServices", serviceArn, () =>
          ecs.send(new DescribeServicesCommand({ cluster, services: [serviceArn], include: ["TAGS"] })),
        ),
      );
      const [service] = answer?.services ?? [];
      return service && serviceState(service);
    },
  };
}

/** The part of the port that lists a service's deployments, for whoever reads nothing else. */
export function serviceDeploymentsReader(ecs: ECSClient): Pick<EcsReader, "serviceDeployments"> {
  return {
    serviceDeployments: async (serviceArn) => {
      const { cluster } = nameOf(serviceArn);
      const listed = await call("ecs:ListServiceDeployments", serviceArn, () =>
        ecs.send(new ListServiceDeploymentsCommand({ cluster, service: serviceArn, maxResults: 20 })),
      );
      const arns = (listed.serviceDeployments ?? []).flatMap((brief) => brief.serviceDeploymentArn ?? []);
      const described = await describeDeployments(ecs, arns);
      return [...described].sort((one, other) => ((one.createdAt ?? "") < (other.createdAt ?? "") ? 1 : -1));
    },
  };
}

/** The task definition of a service revision, which ECS keeps when the rollout has left `deployments[]`; undefined when it cannot be described. */
export function revisionDefinitions(ecs: ECSClient): (revisionArn: string) => Promise<string | undefined> {
  return async (revisionArn) => {
    const answer = await foundOrUndefined(() =>
      call("ecs:DescribeServiceRevisions", revisionArn, () =>
        ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revisionArn] })),
      ),
    );
    return answer?.serviceRevisions?.[0]?.taskDefinition;
  };
}

async function describeDeployments(ecs: ECSClient, arns: readonly string[]): Promise<readonly ServiceDeployment[]> {
  if (arns.length === 0) return [];
  const answer = await call("ecs:DescribeServiceDeployments", arns[0] ?? "", () =>
    ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...arns] })),
  );
  return (answer.serviceDeployments ?? []).map(serviceDeployment);
}

interface Known {
  readonly known: ReadonlySet<string>;
  readonly running: ReadonlySet<string> | undefined;
}

function isSame(arns: readonly string[], expected: ReadonlySet<string>): boolean {
  return arns.length === expected.size && arns.every((arn) => expected.has(arn));
}

/** `startedBy` may only stand alone in ListTasks, so stopped tasks are listed by service and told apart by what they say themselves. */
async function tasksOf(
  ecs: ECSClient,
  { serviceArn, deploymentId }: RolloutRef,
  { known, running: expected }: Known,
): Promise<readonly Task[]> {
  const { cluster, service } = nameOf(serviceArn);
  const running = await listTasks(ecs, { cluster, startedBy: deploymentId });
  if (expected !== undefined && isSame(running, expected)) return [];
  const stopped = await listTasks(ecs, { cluster, serviceName: service, desiredStatus: "STOPPED" });
  const wanted = [...new Set([...running, ...stopped])].filter((arn) => !known.has(arn));
  const tasks: Task[] = [];
  for (let from = 0; from < wanted.length; from += tasksPerCall) {
    const arns = wanted.slice(from, from + tasksPerCall);
    const answer = await call("ecs:DescribeTasks", serviceArn, () =>
      ecs.send(new DescribeTasksCommand({ cluster, tasks: arns })),
    );
    tasks.push(...(answer.tasks ?? []).map(task));
  }
  return tasks.filter(({ startedBy }) => startedBy === deploymentId);
}

async function listTasks(
  ecs: ECSClient,
  filter: {
    readonly cluster: string;
    readonly startedBy?: string;
    readonly serviceName?: string;
    readonly desiredStatus?: "STOPPED";
  },
): Promise<readonly string[]> {
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await call("ecs:ListTasks", filter.cluster, () =>
      ecs.send(
        new ListTasksCommand({ ...filter, maxResults: tasksPerCall, ...(nextToken !== undefined && { nextToken }) }),
      ),
    );
    arns.push(...(page.taskArns ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && nextToken !== "");
  return arns;
}

async function foundOrUndefined<Output>(ask: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ValidatorError && (error.name === "NotFound" || isInactive(error))) return undefined;
    throw error;
  }
}

/** ECS answers ClientException for a task definition that nobody uses any more. */
function isInactive(error: ValidatorError): boolean {
  return error.name === "DependencyRefused" && /unable to describe task definition/i.test(error.message);
}

function nameOf(serviceArn: string): { readonly cluster: string; readonly service: string } {
  const name = parseServiceArn(serviceArn);
  if (name === undefined) throw new ValidatorError("InvalidInput", `${serviceArn} is no ECS service ARN.`);
  return name;
}
