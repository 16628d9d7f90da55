import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, it } from "vitest";
import { awsPreflight } from "../../../cli/preflight/aws-preflight.ts";
import { type PreflightOptions, preflight } from "../../../cli/preflight/preflight.ts";
import { parseTarget } from "../../../cli/preflight/target.ts";
import { type SimulatedAlarm, simulatedCloudwatch } from "../../../local/cloudwatch/simulated-cloudwatch.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import type { EmbeddedServer } from "../../../local/server/embedded-server.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { openEvidence, settled } from "../../../local/world/evidence.ts";
import { evidenceTableName, profilePrefix } from "../../../local/world/names.ts";
import { openWorld, type World } from "../../../local/world/open-world.ts";
import { documentsOf } from "../../../shared/aws/clients.ts";
import { evidenceTable } from "../../../shared/aws/evidence-table.ts";
import { registrations } from "../../../shared/aws/registrations.ts";
import { systemClock } from "../../../shared/platform.ts";
import { region } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCli } from "../a-cli.ts";

let world: World | undefined;
afterEach(() => world?.close());

interface Given {
  /** Members of the scenario's service. */
  readonly service?: string;
  readonly target?: string;
  readonly faults?: readonly FaultRule[];
  readonly alarms?: readonly SimulatedAlarm[];
  /** A release id. */
  readonly registered?: string;
  readonly options?: Pick<PreflightOptions, "profile" | "json">;
  readonly cli?: ReturnType<typeof aCli>;
}

/** Keeps a release for the service's task definition in the table whose name the simulated stack publishes. */
function register(dynamodb: EmbeddedServer, id: string): Promise<void> {
  const document = documentsOf(new DynamoDBClient(embeddedClient({ dynamodb })));
  const table = evidenceTable(document, { table: evidenceTableName, days: 1, clock: systemClock });
  const of = ["service/production/bf-manage-core", "task-definition/bf-manage-core:1"] as const;
  const [service, definition] = of.map((each) => `arn:aws:ecs:${region}:111122223333:${each}`);
  return registrations(table).register(
    service ?? "",
    definition ?? "",
    { id, source: "registration" },
    "2026-03-01T10:00:00.000Z",
  );
}

/** Preflight by real SDK clients against the simulated services, as they stand before a scenario's deploy. */
async function run({
  service = "{}",
  target = "production/bf-manage-core",
  faults = [],
  alarms,
  registered,
  options = {},
  cli = aCli(),
}: Given = {}) {
  const profile = "{ checks: [{ name: up, kind: log-presence, container: app }] }";
  const read = parseScenario(`{ title: t, expect: {}, timeline: [], service: ${service}, profile: ${profile} }`, {
    readFile: () => "",
  });
  world = await openWorld(read, { handlers: () => ({}) });
  const { servers } = world.surroundings;
  const dynamodb = embeddedDynamodb();
  await openEvidence(dynamodb, world.time, region);
  if (registered !== undefined) await settled(world.time, register(dynamodb, registered));
  const network = embeddedNetwork({
    servers: { ...servers, dynamodb, ...(alarms && { cloudwatch: simulatedCloudwatch({ alarms: () => alarms }) }) },
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: () => 0 }),
  });
  const platform = { clock: world.time.clock, transport: embeddedTransport(network) };
  const ports = awsPreflight(platform, { prefix: profilePrefix });
  const asked = preflight(cli, ports, { target: parseTarget(target), options });
  let isOver = false;
  const ended = asked.finally(() => {
    isOver = true;
  });
  ended.catch(() => {});
  await world.time.run(() => isOver, 3600);
  return { code: await ended, out: cli.stdout.text() };
}

describe("a service that cannot be asked for", () => {
  it.each(["bf-manage-core", "a/b/c", "arn:aws:ecs:x", "production/bf manage"])("%s names none", (target) => {
    expect(() => parseTarget(target)).toThrow(`${target} names no service: it must be <cluster>/<service>`);
  });

  it("is one that is not there, with the nearest name", async () => {
    await expect(run({ target: "production/bf-manage" })).rejects.toThrow(
      "There is no service bf-manage in the cluster production. Near: bf-manage-core. Is the Region right?",
    );
  });

  it("is one of a cluster that is not there, with the nearest name", async () => {
    await expect(run({ target: "prod/bf-manage-core" })).rejects.toThrow(
      "There is no cluster prod. Near: production. Is the Region right?",
    );
  });

  it("is told without a near name to whoever may list none", async () => {
    const faults = ["ListServices", "ListClusters"].map(
      (operation): FaultRule => ({ service: "ecs", operation, fault: "denied" }),
    );

    await expect(run({ target: "production/x", faults })).rejects.toThrow(
      "There is no service x in the cluster production. Is",
    );
    world?.close();
    await expect(run({ target: "x/y", faults })).rejects.toThrow("There is no cluster x. Is");
  });

  it("is one that may not be read: the action is named", async () => {
    const faults: readonly FaultRule[] = [{ service: "ecs", operation: "DescribeServices", fault: "denied" }];

    await expect(run({ faults })).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("ecs:DescribeServices on production/bf-manage-core was denied"),
    });
  });
});

describe("preflight", () => {
  it("of a service with an NG exits with 1", async () => {
    const { code, out } = await run({ service: "{ circuitBreaker: false }" });

    expect(code).toBe(1);
    expect(out).toContain("NG   circuit breaker   off: ECS starts a broken release again and again");
    expect(out).toMatch(/\nDo not deploy yet: \d+ OK, \d+ WARN, 1 NG, \d+ SKIP\n$/);
  });

  it("that may not read something exits with 77 and names the action, unless there is an NG", async () => {
    const faults: readonly FaultRule[] = [{ service: "ecs", operation: "DescribeTaskDefinition", fault: "denied" }];
    const { code, out } = await run({ faults });

    expect(code).toBe(77);
    expect(out).toMatch(/SKIP health check {6}not judged: ecs:DescribeTaskDefinition/);
    expect(out).toContain("Not all could be judged: ");
    world?.close();
    expect((await run({ faults, service: "{ circuitBreaker: false }" })).code).toBe(1);
  });

  it("that gets no answer to something exits with 75", async () => {
    const { code } = await run({ faults: [{ service: "ssm", fault: "unavailable" }] });

    expect(code).toBe(75);
  });

  it("with warnings only exits with 0", async () => {
    const { code, out } = await run();

    expect(code).toBe(0);
    expect(out).toMatch(/^production\/bf-manage-core {2}ap-southeast-2\n {2}service\n {4}OK {3}state/);
    expect(out).toContain("OK   release identity  v2.3.0, by container environment\n");
    expect(out).toContain("WARN image tag         app has the tag latest, which can move\n");
    expect(out).toMatch(/\nReady to deploy: \d+ OK, 4 WARN, 1 SKIP\n$/);
  });

  it("looks for the log group of a FireLens router where the profile says it is", async () => {
    const service = "{ containers: [{ logs: { driver: awsfirelens, group: /routed } }] }";
    const cli = aCli();
    writeFileSync(
      join(cli.folder, "mine.yaml"),
      "{ firelens: { group: /routed }, checks: [{ name: up, kind: log-presence, container: app }] }",
    );
    const { out } = await run({ service, cli, options: { profile: "mine.yaml" } });

    expect(out).toMatch(/OK\s+log driver\s+FireLens into \/routed in app/);
    expect(out).toMatch(/OK\s+log group\s+\/routed, class STANDARD/);
  });

  it("judges the file that is named instead of the published profile", async () => {
    const cli = aCli();
    writeFileSync(join(cli.folder, "mine.yaml"), "checks: [{ name: up, kind: log-presence, container: web }]");
    const { code, out } = await run({ cli, options: { profile: "mine.yaml" } });

    expect(code).toBe(1);
    expect(out).toContain("mine.yaml: 2 of 2 checks decide");
    expect(out).toContain("up names web; the task definition has app");
    world?.close();
    await expect(run({ options: { profile: "nowhere.yaml" } })).rejects.toThrow("There is no file nowhere.yaml.");
  });

  it("reads the states of the deployment's alarms", async () => {
    const service = "{ alarms: [shop-5xx] }";

    expect((await run({ service, alarms: [{ name: "shop-5xx", state: "ALARM" }] })).out).toContain(
      "NG   alarms            shop-5xx is red already",
    );
    world?.close();
    expect((await run({ service })).out).toContain("OK   alarms            shop-5xx is OK\n");
    world?.close();
    const denied = await run({ service, faults: [{ service: "cloudwatch", fault: "denied" }] });
    expect([denied.code, denied.out.replace(/\s+/g, " ")]).toEqual([
      77,
      expect.stringContaining("SKIP alarms not judged: cloudwatch:DescribeAlarms on shop-5xx was denied"),
    ]);
  });

  it("finds by itself what was registered, in the table that the Region's stack publishes", async () => {
    expect((await run({ registered: "v9" })).out).toContain("OK   release identity  v9, by registration\n");
    world?.close();
    const faults: readonly FaultRule[] = [{ service: "dynamodb", fault: "denied" }];
    expect((await run({ faults })).out).toContain("OK   release identity  v2.3.0, by container environment\n");
  });

  it("exits with 77 when it may not read the published names, and something hangs on them", async () => {
    const { code, out } = await run({ faults: [{ service: "ssm", fault: "denied" }] });

    expect(code).toBe(77);
    expect(out.replace(/\s+/g, " ")).toContain(
      "SKIP log access not judged: ssm:GetParameter on /ecs-rollout-validator/readable-logs was denied",
    );
  });

  it("compares the service with the others of its cluster", async () => {
    const denied: readonly FaultRule[] = [{ service: "ecs", operation: "ListServices", fault: "denied" }];
    const { code, out } = await run({ faults: denied });

    expect(code).toBe(77);
    expect(out.replace(/\s+/g, " ")).toContain("SKIP siblings not judged: ecs:ListServices on production was denied");
    world?.close();
    expect((await run()).out).toContain("OK   siblings          no other service of the cluster runs the image of app");
  });

  it("is one JSON document when asked for", async () => {
    const { out } = await run({ options: { json: true } });

    expect(JSON.parse(out)).toMatchObject({
      service: { name: "bf-manage-core", cluster: "production", region: "ap-southeast-2" },
      counts: { NG: 0, WARN: 4 },
      items: expect.arrayContaining([
        { group: "service", name: "state", status: "OK", says: "bf-manage-core is ACTIVE in the cluster production" },
      ]),
    });
  });

  it("takes the service's ARN as well", async () => {
    const target = "arn:aws:ecs:ap-southeast-2:111122223333:service/production/bf-manage-core";

    expect((await run({ target })).code).toBe(0);
  });
});
