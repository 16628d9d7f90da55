import { startVirtualClock, type VirtualClock } from "../clock/virtual-clock.ts";
import { embeddedDynamodb } from "../dynamodb/embedded-dynamodb.ts";
import { seededIds } from "../ecs/ids.ts";
import { createLambda, type Lambda } from "../lambda/lambda.ts";
import { type Captured, captured, localPlatform } from "../platform.ts";
import type { Change, Happening } from "../scenario/change.ts";
import type { ReadScenario } from "../scenario/read-scenario.ts";
import { type Stage, sinceDeploy } from "../scenario/stage.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { type FaultPlan, faultPlan } from "../server/faults.ts";
import { fetchThrough } from "../server/fetch-through.ts";
import { embeddedNetwork, type Network } from "../server/network.ts";
import { embeddedTransport } from "../server/transport.ts";
import { setEnvironment, turnPageOn } from "./environment.ts";
import { type Evidence, openEvidence } from "./evidence.ts";
import { hostPage, type Page } from "./evidence-page.ts";
import { faultRule } from "./fault-rules.ts";
import { gitlabHost, type PostedState } from "./gitlab.ts";
import type { Handlers } from "./handlers.ts";
import { lambdaEnvironment, pageUrl } from "./names.ts";
import { openStage } from "./open-stage.ts";
import { openSchedule } from "./schedule.ts";
import type { Surroundings } from "./surroundings.ts";
import { openValidator, type Validator } from "./validator.ts";
import { watchedLambda } from "./watched-lambda.ts";

export interface WorldOptions {
  /** The functions under test. */
  readonly handlers: Handlers;
  /** Virtual seconds per real second; as fast as possible unless told. */
  readonly pace?: number;
  /** When the first deploy comes; always the same moment unless told. */
  readonly deployAt?: Date;
  /** Told of everything that a live view can show. */
  readonly onChange?: (change: Change) => void;
  /** Told of every status that GitLab took. */
  readonly onPosted?: (posted: PostedState) => void;
  /** Statuses lead to the evidence page; to the workflow's execution unless told. */
  readonly evidencePage?: boolean;
}

/** Everything a scenario plays in, on one virtual clock. Until `close` the global timers, Math.random and some environment variables are the simulation's. */
export interface World {
  readonly stage: Stage;
  readonly time: VirtualClock;
  readonly network: Network;
  readonly faults: FaultPlan;
  readonly lambda: Lambda;
  readonly validator: Validator;
  readonly surroundings: Surroundings;
  readonly evidence: Evidence;
  readonly page: Page;
  readonly captured: Captured;
  /** Lets the scenario play until it and every validation has ended; rejects when that takes longer than the scenario's limit. */
  play(): Promise<void>;
  close(): void;
}

/** The first deploy of every scenario, so that two runs can be compared line by line. */
const usualDeploy = Date.parse("2026-03-01T10:00:00.000Z");
/** The older release is there for at least this long before the deploy. */
const leadSeconds = 10;

/** Builds the world of a scenario and puts the scenario on its clock. Whoever opens a world closes it. */
export async function openWorld(read: ReadScenario, options: WorldOptions): Promise<World> {
  const { service, timeline } = read.scenario;
  const lead = leadSeconds + Math.max(0, ...timeline.map(({ at }) => -at));
  const time = startVirtualClock({
    start: new Date((options.deployAt?.getTime() ?? usualDeploy) - lead * 1000),
    ...(options.pace === undefined ? {} : { pace: options.pace }),
  });
  const restoreEnvironment = setEnvironment(lambdaEnvironment(service));
  if (options.evidencePage) turnPageOn(pageUrl(service.region));
  const close = (): void => {
    restoreEnvironment();
    time.stop();
  };
  try {
    return { ...(await build(read, options, { time, lead })), close };
  } catch (error) {
    close();
    throw error;
  }
}

function hostsOf({ endpoints }: ReadScenario["scenario"]): Readonly<Record<string, string>> {
  return Object.fromEntries(endpoints.map(({ host }) => [host, "endpoints"]));
}

async function build(
  read: ReadScenario,
  { handlers, onChange, onPosted }: WorldOptions,
  { time, lead }: { time: VirtualClock; lead: number },
): Promise<Omit<World, "close">> {
  const { scenario } = read;
  const { service } = scenario;
  const tell = (happening: Happening): void => onChange?.({ at: sinceDeploy({ time, lead }), ...happening } as Change);
  const faults = faultPlan(scenario.faults.map(faultRule), { elapsedSeconds: () => sinceDeploy({ time, lead }) });
  const dynamodb = embeddedDynamodb();
  // The other servers need what stands on the network, so they are put in at the end.
  const servers: Record<string, EmbeddedServer> = { dynamodb };
  const network = embeddedNetwork({ servers, faults });
  const written = captured();
  const fetch = fetchThrough(network, { ...hostsOf(scenario), [gitlabHost]: "gitlab" });
  const platform = localPlatform({
    clock: time.clock,
    transport: embeddedTransport(network),
    fetch,
    captured: written,
  });
  const evidence = await openEvidence(dynamodb, time, service.region);
  const ids = seededIds(scenario.title);
  const deploys: Stage["deploys"] = [];
  const lambda = createLambda({
    region: service.region,
    account: service.account,
    functions: handlers(platform),
    faults,
  });
  const watched = onChange === undefined ? undefined : watchedLambda(lambda, { evidence, deploys, service, tell });
  const validator = openValidator({ scenario, lambda: watched ?? lambda, ids, tell });
  const { bus, machine, tick } = validator;
  const { stage, surroundings, hasPlayed } = openStage({
    read,
    time,
    lead,
    ids,
    tell,
    onPosted,
    deploys,
    bus,
    machine,
  });
  const page = hostPage({ handlers, servers, time, service, captured: written });
  Object.assign(servers, surroundings.servers, validator.servers, { page: page.server });
  if (scenario.reconcile !== undefined) openSchedule({ time, lead, ...scenario.reconcile }, tick);
  const isOver = (): boolean => hasPlayed() && validator.isIdle() && watched?.isReading() !== true;
  const play = (): Promise<void> => time.run(isOver, lead + scenario.limit);
  return { stage, time, network, faults, lambda, validator, surroundings, evidence, page, captured: written, play };
}
