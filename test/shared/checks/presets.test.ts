import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import type { PresetPattern } from "../../../shared/checks/log-signature/presets/preset.ts";
import { presets } from "../../../shared/checks/log-signature/presets/presets.ts";

type Facts = Record<string, string>;

interface Case {
  readonly file: string;
  readonly command: string;
  readonly outcome: "success" | "failure";
  readonly facts: Facts;
  /** The tool prints its success line although the run failed. */
  readonly successLineToo?: true;
  /** The tool prints no line of its own that tells the outcome; the preset's caveat says what to add. */
  readonly openEnded?: true;
}

const root = join(import.meta.dirname, "../../fixtures/migrations");
const factNames = ["version", "count", "duration", "changes"];

function casesOf(tool: string): readonly Case[] {
  return JSON.parse(readFileSync(join(root, tool, "fixture.json"), "utf8")).cases;
}

function linesOf(tool: string, file: string): readonly string[] {
  return readFileSync(join(root, tool, file), "utf8")
    .trimEnd()
    .split("\n");
}

const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  return known;
}

function factsOf({ pattern }: PresetPattern, line: string): Facts | undefined {
  const expression = compile(pattern);
  const match = expression.matcher(line);
  if (!match.find()) return undefined;
  const named = factNames.filter((name) => name in expression.namedGroups());
  const found = named.map((name) => [name, match.group(name)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The facts of every match, line by line. */
function matches(patterns: readonly PresetPattern[], lines: readonly string[]): readonly Facts[] {
  const found = lines.flatMap((line) => patterns.map((pattern) => factsOf(pattern, line)));
  return found.filter((facts) => facts !== undefined);
}

/** Lines of a healthy or unhealthy service that say nothing about its migrations. */
const ordinaryLines = [
  "2026-11-20T10:00:00Z INFO Started App in 4.115 seconds (process running for 5.039)",
  '{"level":"info","message":"Successfully applied 2 discounts to order 17 (execution time 3 ms)"}',
  '{"level":"error","message":"Migration of customer 17 to the new tariff failed!"}',
  '{"level":"info","message":"no change"}',
  "INFO  Schema registry is up to date.",
  "INFO  Database is up to date",
  "WARN  Already up to date, skipping sync",
  "From https://git.example.org/app: Already up to date.",
  "INFO  Running upgrade check for device 17 -> 18",
  "INFO  Nothing to migrate for tenant 17",
  "INFO  price list compared: no change",
  "2026-11-20 10:00:00 INFO import Finished after 12ms",
  'ERROR: relation "account" does not exist',
  "ERROR: deadlock detected",
  "Error: pq: duplicate key value violates unique constraint",
  "Error: connect ECONNREFUSED 127.0.0.1:5432",
  'FATAL:  database "app" does not exist',
  'NOTICE:  table "account" does not exist, skipping',
  "PrismaClientKnownRequestError: Unique constraint failed (code: P2002)",
  "fail: Microsoft.EntityFrameworkCore.Database.Command[20102]",
  "django.db.utils.IntegrityError: duplicate key value violates unique constraint",
  "sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) server closed the connection unexpectedly",
  "ActiveRecord::RecordNotFound (Couldn't find Account with 'id'=17):",
  "QueryFailedError: duplicate key value violates unique constraint",
  "error: failed to open database file: permission denied",
  "Current version: 2.3.1",
  "* main (head)",
  "Pending: 0 jobs, 3 workers",
  "GET /api/migrations/20250101 200 12ms OK",
  "batch 3 run: 2 messages handled",
  "Applying: 3 feature flags",
  "Applying settings...",
  "No pending requests, shutting down",
  "Done.",
  "Traceback (most recent call last):",
  "OK   healthcheck (12ms)",
];

describe("a preset", () => {
  it("stands beside fixtures of its tool", () => {
    expect(readdirSync(root).sort()).toEqual(Object.keys(presets).sort());
  });
});

/** How a line reaches the log group: as printed, or as FireLens wraps it. */
const forms = [
  { form: "as printed", wrap: (line: string) => line },
  { form: "inside JSON", wrap: (line: string) => JSON.stringify({ log: line, container_name: "app" }) },
];

describe.each(Object.entries(presets))("the %s preset", (tool, { success, failure, caveat }) => {
  const cases = casesOf(tool);
  const telling = cases.filter(({ openEnded }) => openEnded !== true);

  describe.each(forms)("$form", ({ wrap }) => {
    it.each(telling.filter(({ outcome }) => outcome === "success"))("passes $file", ({ file, facts }) => {
      const lines = linesOf(tool, file).map(wrap);

      expect(matches(failure, lines)).toEqual([]);
      expect(matches(success, lines)).toContainEqual(facts);
    });

    it.each(telling.filter(({ outcome }) => outcome === "failure"))(
      "fails $file",
      ({ file, facts, successLineToo }) => {
        const lines = linesOf(tool, file).map(wrap);

        expect(matches(failure, lines)).toContainEqual(facts);
        expect(matches(success, lines).length > 0).toBe(successLineToo ?? false);
      },
    );
  });

  for (const { file } of cases.filter(({ openEnded }) => openEnded)) {
    it(`leaves ${file} open, with a caveat`, () => {
      expect(matches([...success, ...failure], linesOf(tool, file))).toEqual([]);
      expect(caveat).toBeDefined();
    });
  }

  it("says nothing about the lines of other tools", () => {
    const others = Object.keys(presets).filter((other) => other !== tool);
    const lines = others.flatMap((other) => casesOf(other).flatMap(({ file }) => linesOf(other, file)));

    expect(matches([...success, ...failure], lines)).toEqual([]);
  });

  it.each(ordinaryLines)("says nothing about: %s", (line) => {
    expect(matches([...success, ...failure], [line])).toEqual([]);
  });
});
