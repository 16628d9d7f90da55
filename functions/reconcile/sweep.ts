import type { RolloutRef } from "../../shared/domain/rollout.ts";
import type { ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader, ServiceCatalogue } from "../../shared/ports/ecs.ts";
import type { SweepPlace, SweepPlaces } from "../../shared/ports/validations.ts";
import { type KeepRollbackPorts, keepRollback } from "./keep-rollback.ts";
import { changedLately, finishedLately, recentRollouts, rolledBackUnseen } from "./recent-rollouts.ts";
import { type StartPorts, startUnlessKnown } from "./start-unless-known.ts";

export interface SweepPorts extends StartPorts, KeepRollbackPorts {
  readonly ecs: Pick<EcsReader, "serviceDeployments">;
  readonly catalogue: ServiceCatalogue;
  readonly places: SweepPlaces;
  readonly clock: Clock;
  /** In [0, 1): spreads the calls. */
  readonly random: () => number;
}

export interface Swept {
  readonly services: number;
  /** Rollouts that had no validation. */
  readonly started: readonly RolloutRef[];
  /** ECS throttled the walk; it goes on from the same page. */
  readonly throttled: boolean;
}

/** Services and pages of one run, a service that was deployed lately counted twice; the next run goes on where this one stopped. With 1,000 services each is seen every 10 minutes. */
const mostServices = 100;
const mostPages = 20;
/** DescribeServices takes 10 services (ECS API reference). */
const servicesPerCall = 10;
/** One call in 0.3 s on average: a sixth of the quota of 20 per second that every tool of the account shares (docs/facts/ecs.md 2.5). */
const pauseMilliseconds = { least: 200, spread: 200 };

/**
 * Walks through the services, a part in each run, starts a validation for each rollout of the last hour that has none, and keeps how
 * long its rollback took.
 */
export function sweep(ports: SweepPorts) {
  return async (): Promise<Swept> => {
    const clusters = await unlessThrottled(() => ports.catalogue.clusters());
    return clusters === undefined ? { services: 0, started: [], throttled: true } : walk(ports, [...clusters].sort());
  };
}

async function walk(ports: SweepPorts, clusters: readonly string[]): Promise<Swept> {
  const started: RolloutRef[] = [];
  let place = placeIn(clusters, await ports.places.load());
  let services = 0;
  let listed = 0;
  let throttled = false;
  const isEnough = (): boolean => services + listed >= mostServices || throttled;
  for (let pages = 0; place !== undefined && pages < mostPages && !isEnough(); pages += 1) {
    const here: SweepPlace = place;
    const page = await unlessThrottled(() => sweepPage(ports, here));
    if (page === undefined) throttled = true;
    else {
      services += page.services;
      listed += page.listed;
      started.push(...page.started);
      place = page.next === undefined ? clusterAfter(clusters, here) : { ...here, token: page.next };
    }
  }
  await ports.places.save(place);
  return { services, started, throttled };
}

/** Undefined when ECS throttles: the next run goes on. */
async function unlessThrottled<Output>(work: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "DependencyThrottled") return undefined;
    throw error;
  }
}

interface SweptPage {
  readonly services: number;
  /** Services whose service deployments were read too. */
  readonly listed: number;
  readonly started: readonly RolloutRef[];
  readonly next?: string;
}

async function sweepPage(ports: SweepPorts, { cluster, token }: SweepPlace): Promise<SweptPage> {
  await pause(ports);
  const page = await pageOf(ports.catalogue, { cluster, ...(token !== undefined && { token }) });
  const started: RolloutRef[] = [];
  let listed = 0;
  for (let from = 0; from < page.arns.length; from += servicesPerCall) {
    await pause(ports);
    const services = await ports.catalogue.describe(cluster, page.arns.slice(from, from + servicesPerCall));
    for (const service of services) {
      const isChanged = changedLately(service, ports.clock.now());
      listed += isChanged ? 1 : 0;
      const deployments = isChanged ? await serviceDeploymentsOf(ports, service) : [];
      started.push(...(await sweepService(ports, service, deployments)));
    }
  }
  return { services: page.arns.length, listed, started, ...(page.next !== undefined && { next: page.next }) };
}

async function sweepService(
  ports: SweepPorts,
  service: ServiceState,
  deployments: readonly ServiceDeployment[],
): Promise<readonly RolloutRef[]> {
  const now = ports.clock.now();
  const started: RolloutRef[] = [];
  for (const recent of [...recentRollouts(service, now), ...rolledBackUnseen(service, deployments, now)])
    if (await startUnlessKnown(ports, recent)) started.push(recent.rollout);
  for (const deployment of finishedLately(deployments, now)) await keepRollback(ports, service, deployment);
  return started;
}

/** Two calls from the quota that the validations under way need most: throttled, they are left out until the service's next turn. */
async function serviceDeploymentsOf(
  ports: SweepPorts,
  { serviceArn }: ServiceState,
): Promise<readonly ServiceDeployment[]> {
  await pause(ports);
  try {
    return (await unlessThrottled(() => ports.ecs.serviceDeployments(serviceArn))) ?? [];
  } catch (error) {
    // Deleted since it was described.
    if (error instanceof ValidatorError && error.name === "NotFound") return [];
    throw error;
  }
}

/** A cluster that is gone has no services; a token that ECS no longer takes means the cluster's beginning. */
async function pageOf(
  catalogue: ServiceCatalogue,
  { cluster, token }: SweepPlace,
): ReturnType<ServiceCatalogue["services"]> {
  try {
    return await catalogue.services(cluster, token);
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    if (error.name === "NotFound") return { arns: [] };
    if (error.name === "DependencyRefused" && token !== undefined) return catalogue.services(cluster);
    throw error;
  }
}

function placeIn(clusters: readonly string[], place: SweepPlace | undefined): SweepPlace | undefined {
  if (place !== undefined && clusters.includes(place.cluster)) return place;
  const following = place && clusters.find((cluster) => cluster > place.cluster);
  const cluster = following ?? clusters[0];
  return cluster === undefined ? undefined : { cluster };
}

function clusterAfter(clusters: readonly string[], { cluster }: SweepPlace): SweepPlace | undefined {
  const following = clusters[clusters.indexOf(cluster) + 1];
  return following === undefined ? undefined : { cluster: following };
}

async function pause({ clock, random }: Pick<SweepPorts, "clock" | "random">): Promise<void> {
  await clock.sleep(pauseMilliseconds.least + random() * pauseMilliseconds.spread);
}
