import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { launch } from "./launched.ts";

let silent: Server;

/** An AWS that takes every connection and answers none. */
beforeEach(async () => {
  silent = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
  await once(silent, "listening");
});
afterEach(() => void silent.close());

describe("an interrupted wait", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends by itself with 130 and whole files, however often %s comes",
    async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), "interrupted-"));
      const env = {
        AWS_ACCESS_KEY_ID: "simulated",
        AWS_SECRET_ACCESS_KEY: "simulated",
        AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      };
      const words = [
        "wait",
        "--release",
        "v1",
        "--service",
        "bf",
        "--region",
        "eu-west-1",
        "--json",
        "v.json",
        "--junit",
        "v.xml",
      ];
      const asked = once(silent, "connection");
      const { child, ended } = launch(words, { folder, env });
      await asked;

      // A terminal signals the whole group, and whoever started the command line passes the signal on.
      for (let times = 0; times < 8 && child.exitCode === null; times += 1) {
        child.kill(signal);
        await later(1);
      }

      expect(await ended).toBe(130);
      expect(JSON.parse(readFileSync(join(folder, "v.json"), "utf8"))).toMatchObject({ status: "interrupted" });
      expect(readFileSync(join(folder, "v.xml"), "utf8")).toContain("interrupted before there was a verdict");
    },
  );
});
