import { DescribeTaskDefinitionCommand, type ECSClient } from "@aws-sdk/client-ecs";
import { call } from "../../shared/aws/call.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { DefinitionFacts } from "./facts.ts";
import { definitionFacts } from "./service-facts.ts";

/** A task definition with its tags; undefined when it is gone. */
export async function readDefinition(ecs: ECSClient, arn: string): Promise<DefinitionFacts | undefined> {
  try {
    const { taskDefinition, tags } = await call("ecs:DescribeTaskDefinition", arn, () =>
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ["TAGS"] })),
    );
    return taskDefinition && definitionFacts(taskDefinition, tags);
  } catch (error) {
    // ECS answers ClientException for a task definition that is gone.
    if (error instanceof ValidatorError && error.name === "DependencyRefused") return undefined;
    throw error;
  }
}
