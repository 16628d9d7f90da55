import { executionName } from "../../shared/domain/execution-name.ts";
import type { RolloutRef } from "../../shared/domain/rollout.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { Clock, ServiceCatalogue, SweepPlace, SweepPlaces, Validations, Workflow } from "../../shared/ports.ts";
import { type RecentRollout, recentRollouts } from "./recent-rollouts.ts";

export interface SweepPorts {
  readonly catalogue: ServiceCatalogue;
  readonly places: SweepPlaces;
  readonly validations: Pick<Validations, "of">;
  readonly workflow: Pick<Workflow, "start">;
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

/** Services and pages of one run; the next run goes on where this one stopped. With 1,000 services each is seen every 10 minutes. */
const mostServices = 100;
const mostPages = 20;
/** DescribeServices takes 10 services (ECS API reference). */
const servicesPerCall = 10;
/** One call in 0.3 s on average: a sixth of the quota of 20 per second that every tool of the account shares (docs/facts/ecs.md 2.5). */
const pauseMilliseconds = { least: 200, spread: 200 };

/** Walks through the services, a part in each run, and starts a validation for each rollout of the last hour that has none. */
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
  let throttled = false;
  for (let pages = 0; place !== undefined && pages < mostPages && services < mostServices && !throttled; pages += 1) {
    const here: SweepPlace = place;
    const page = await unlessThrottled(() => sweepPage(ports, here));
    if (page === undefined) throttled = true;
    else {
      services += page.services;
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
  readonly started: readonly RolloutRef[];
  readonly next?: string;
}

async function sweepPage(ports: SweepPorts, { cluster, token }: SweepPlace): Promise<SweptPage> {
  await pause(ports);
  const page = await pageOf(ports.catalogue, { cluster, ...(token !== undefined && { token }) });
  const started: RolloutRef[] = [];
  for (let from = 0; from < page.arns.length; from += servicesPerCall) {
    await pause(ports);
    const services = await ports.catalogue.describe(cluster, page.arns.slice(from, from + servicesPerCall));
    const rollouts = services.flatMap((service) => recentRollouts(service, ports.clock.now()));
    for (const recent of rollouts) if (await startUnlessKnown(ports, recent)) started.push(recent.rollout);
  }
  return { services: page.arns.length, started, ...(page.next !== undefined && { next: page.next }) };
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

/** One digit numbers the tries of an hour; opening gives up after three and a half minutes. */
const secondsPerTry = 400;

/**
 * An execution of this name that has ended opened nothing: the opening failed for minutes, or there was nothing to open (a rollback).
 * It is tried again under a name that is fixed for some minutes, so that two runs start the same one.
 */
async function startUnlessKnown(
  { validations, workflow }: SweepPorts,
  { rollout, ageSeconds }: RecentRollout,
): Promise<boolean> {
  if ((await validations.of(rollout)) !== undefined) return false;
  const name = executionName(rollout);
  if (await workflow.start(name, { rollout })) return true;
  return workflow.start(`${name}-${Math.floor(ageSeconds / secondsPerTry)}`, { rollout });
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
