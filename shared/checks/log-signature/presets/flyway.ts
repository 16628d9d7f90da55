import type { SignaturePreset } from "./preset.ts";

/** That the database is as it was before; only on databases whose transactions cover what the migration does. */
const changes = "(?: Changes (?P<changes>successfully rolled back))?";

/** Flyway says how a run ended in its own words, the same in a Java service and on the command line. */
export const flyway: SignaturePreset = {
  tool: "Flyway",
  source:
    "Recorded: flyway-core 11.7.2 in Spring Boot 3.5.6 (plain and JSON console), command line 11.7.2, PostgreSQL 15; failed history and retries from the strings of 11.7.2, the table lock from public source.",
  success: [
    {
      pattern: String.raw`Successfully applied (?P<count>\d+) migrations? to schema [^(]+?(?:, now at version v(?P<version>\S+))? \(execution time (?P<duration>[0-9:.]+s)\)`,
      means: "Every pending migration was applied.",
    },
    {
      pattern: String.raw`Schema \S+ is up to date\. No migration necessary\.`,
      means: "Nothing to do.",
    },
  ],
  failure: [
    {
      pattern: String.raw`Migration of schema .+ to version \\*"?(?P<version>[^\s"\\]+).* failed!${changes}`,
      means: "The migration to this version failed.",
    },
    {
      pattern: `Migration of schema .+ with repeatable migration .+ failed!${changes}`,
      means: "A repeatable migration failed.",
    },
    {
      pattern: String.raw`Migration checksum mismatch for migration version (?P<version>[^\s"\\]+)`,
      means: "An applied migration was edited afterwards.",
    },
    {
      pattern: "Validate failed: Migrations have failed validation",
      means: "The migrations do not fit the schema history.",
    },
    {
      pattern: String.raw`Schema .+ contains a failed (?:repeatable )?migration (?:to version|\()`,
      means: "An earlier run left a failed migration behind.",
    },
    {
      pattern: "Found non-empty schema.+ but (?:no|without) schema history table",
      means: "The schema was never baselined.",
    },
    {
      pattern: String.raw`Schema .+ has version \S+, but no migration could be resolved in the configured locations`,
      means: "The image carries no migrations.",
    },
    {
      pattern: String.raw`Unable to obtain connection from database \(jdbc:`,
      means: "The database could not be reached.",
    },
    {
      pattern:
        "Unable to obtain table lock - another Flyway instance|Number of retries exceeded while attempting to acquire",
      means: "Another run held Flyway's lock for too long.",
    },
    {
      pattern: String.raw`org\.flywaydb\.core\.(?:\w+\.)*Flyway\w*Exception:`,
      means: "Flyway threw an error that was logged.",
    },
  ],
  caveat:
    'A rolled-back release also says "up to date" on a newer schema (a warning says so), and an empty folder of migrations on an empty schema does too: reject "No migrations found. Are your locations set up correctly" where that matters. With -outputType=json the command line prints none of these lines.',
};
