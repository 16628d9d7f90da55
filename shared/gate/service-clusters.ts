import { parseServiceArn } from "../domain/rollout.ts";
import type { ServiceHistory } from "../ports/evidence.ts";

interface ServiceOfRegion {
  readonly service: string;
  readonly region: string;
}

/** The clusters of a Region that have a validated service of that name. */
export async function serviceClusters(
  history: Pick<ServiceHistory, "services">,
  { service, region }: ServiceOfRegion,
): Promise<readonly string[]> {
  const names = (await history.services()).flatMap((arn) => parseServiceArn(arn) ?? []);
  const named = names.filter((name) => name.service === service && name.region === region);
  return named.map(({ cluster }) => cluster).sort();
}

interface AskedService extends ServiceOfRegion {
  /** By what whoever asked names a cluster. */
  readonly askedBy: string;
}

/** Nobody guesses which of several services was meant. */
export function severalClusters({ service, region, askedBy }: AskedService, clusters: readonly string[]): string {
  return `${service} is in several clusters of ${region}: ${clusters.join(", ")}; name one by ${askedBy}`;
}
