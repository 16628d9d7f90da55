import { afterEach, describe, expect, it } from "vitest";
import type { LogSettings } from "../../../local/logs/log-settings.ts";
import type { FaultKind } from "../../../local/server/faults.ts";
import type { LogsClients } from "../../../shared/aws/logs-clients.ts";
import type { LogLine, LogTarget } from "../../../shared/domain/log.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { at, region } from "../../builders/a-rollout.ts";
import { type EmbeddedLogs, embeddedLogs } from "../../builders/embedded-logs.ts";
import { aTarget, group, streamOf } from "../../builders/log-evidence.ts";

/** Reads everything that a reader gives for a window, however many calls that takes. */
export type ReadAll = (
  clients: LogsClients,
  asked: { readonly target: LogTarget; readonly from: Instant; readonly to: Instant },
  world: EmbeddedLogs["world"],
) => Promise<readonly LogLine[]>;

/** What both log readers promise. `settings` let the simulated service page as the reader must stand it. */
export function logReaderContract(name: string, readAll: ReadAll, settings: Partial<LogSettings>): void {
  describe(`${name} as a log reader`, () => {
    let bench: EmbeddedLogs;
    afterEach(() => bench.world.stop());

    async function read(over: Partial<LogTarget> = {}, from = at(0), to = at(60)): Promise<readonly string[]> {
      const asked = { target: aTarget(over), from, to };
      return (await bench.world.done(readAll(bench.clients, asked, bench.world))).map(({ text }) => text);
    }

    async function settle(): Promise<void> {
      await bench.world.wait(300);
    }

    it.each<{ fault: FaultKind; error: string }>([
      { fault: "throttled", error: "DependencyThrottled" },
      { fault: "internal", error: "DependencyUnavailable" },
      { fault: "timeout", error: "DependencyUnavailable" },
      { fault: "reset", error: "DependencyUnavailable" },
      { fault: "malformed", error: "DependencyUnavailable" },
      { fault: "denied", error: "AccessDenied" },
    ])("reports $fault as $error, with action and group", async ({ fault, error }) => {
      bench = embeddedLogs(settings, [{ service: "logs", fault }]);
      bench.write(1, "line", streamOf("t1"));

      await expect(read()).rejects.toMatchObject({
        name: error,
        message: expect.stringMatching(/^logs:\w+ on \/ecs\/shop /),
      });
    });

    it("returns nothing of a window without lines", async () => {
      bench = embeddedLogs(settings);
      bench.logs.createStream({ region, group, stream: streamOf("t1") });
      bench.logs.createStream({ region, group, stream: streamOf("t2") });
      bench.write(61, "later", streamOf("t1"));
      await settle();

      expect(await read()).toEqual([]);
    });

    it("returns the lines of its streams and of no other, oldest first, with time and text as they are", async () => {
      bench = embeddedLogs(settings);
      bench.write(2.5, "b", streamOf("t2"));
      bench.write(1.25, ' {"a":"x\\"y"}\n\u0000 é😀 ', streamOf("t1"));
      bench.write(3, "old", streamOf("old"));
      await settle();
      const asked = { target: aTarget(), from: at(0), to: at(60) };
      const lines = await bench.world.done(readAll(bench.clients, asked, bench.world));

      expect(lines).toEqual([
        { group, stream: streamOf("t1"), at: at(1.25), text: ' {"a":"x\\"y"}\n\u0000 é😀 ' },
        { group, stream: streamOf("t2"), at: at(2.5), text: "b" },
      ]);
    });

    it("returns lines at both ends of the window", async () => {
      bench = embeddedLogs(settings);
      for (const second of [9.999, 10, 20, 20.001]) bench.write(second, `at ${second}`, streamOf("t1"));
      bench.logs.createStream({ region, group, stream: streamOf("t2") });
      await settle();
      const lines = await read({}, at(10), at(20));

      expect(lines).toContain("at 10");
      expect(lines).toContain("at 20");
    });

    it("loses no line over many pages", async () => {
      bench = embeddedLogs(settings);
      const all = Array.from({ length: 30 }, (_, n) => `line ${n}`);
      for (const [n, text] of all.entries()) bench.write(n / 2, text, streamOf(n % 2 === 0 ? "t1" : "t2"));
      await settle();

      expect(await read()).toEqual(all);
    });

    it("reads a group in another Region", async () => {
      bench = embeddedLogs(settings);
      const place = { region: "us-east-1", group: "/ecs/far" };
      bench.logs.createGroup(place);
      bench.logs.put({ ...place, stream: "s" }, { at: at(1), text: "far" });
      await settle();

      expect(await read({ ...place, streams: ["s"] })).toEqual(["far"]);
    });

    it("reads one hundred streams at once", async () => {
      bench = embeddedLogs(settings);
      const streams = Array.from({ length: 100 }, (_, n) => streamOf(`t${n}`));
      for (const stream of streams) bench.write(1, stream, stream);
      await settle();

      expect([...(await read({ streams }))].sort()).toEqual([...streams].sort());
    });
  });
}
