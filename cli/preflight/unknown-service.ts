import { ValidatorError } from "../../shared/errors.ts";
import type { ServiceCatalogue } from "../../shared/ports/ecs.ts";
import { UsageError } from "../failure.ts";
import { nearText } from "../nearest.ts";
import type { Target } from "./target.ts";

type Names = Pick<ServiceCatalogue, "clusters" | "services">;

/** A service, or a cluster, that is not there; with the names that were perhaps meant. */
export async function unknownService(names: Names, { cluster, service }: Target): Promise<UsageError> {
  const near = nearText(service, await namesOr(() => servicesOf(names, cluster)));
  return new UsageError(`There is no service ${service} in the cluster ${cluster}.${near} Is the Region right?`);
}

export async function unknownCluster(names: Names, { cluster }: Target): Promise<UsageError> {
  const near = nearText(cluster, await namesOr(async () => (await names.clusters()).map(lastSegment)));
  return new UsageError(`There is no cluster ${cluster}.${near} Is the Region right?`);
}

/** Names help, and whoever may not list them is told without. */
async function namesOr(list: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof ValidatorError) return [];
    throw error;
  }
}

async function servicesOf(names: Names, cluster: string): Promise<readonly string[]> {
  const arns: string[] = [];
  let token: string | undefined;
  do {
    const page = await names.services(cluster, token);
    arns.push(...page.arns);
    token = page.next;
  } while (token !== undefined);
  return arns.map(lastSegment);
}

function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
