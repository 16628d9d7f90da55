import type { SignaturePreset } from "./preset.ts";

/** The command line `knex migrate:latest`. */
export const knex: SignaturePreset = {
  tool: "Knex",
  source: "Recorded: knex 3.3.0, pg, PostgreSQL 15.",
  success: [
    {
      pattern: String.raw`Batch \d+ run: (?P<count>\d+) migrations?`,
      means: "Every pending migration was applied.",
    },
    { pattern: String.raw`(?:^|"log":")Already up to date(?:\\n)?(?:"|$)`, means: "Nothing to do." },
  ],
  failure: [
    { pattern: String.raw`migration file \\*"(?P<version>[^"\\]+)\\*" failed`, means: "This migration failed." },
    { pattern: "migration failed with error: ", means: "A migration failed, for this reason." },
    {
      pattern: "The migration directory is corrupt, the following files are missing: ",
      means: "The database has migrations that the image does not have.",
    },
    {
      pattern: "Can't take lock to run migrations: |MigrationLocked: ",
      means: "Another run holds the lock, or a killed run left it behind.",
    },
  ],
  caveat:
    "knex.migrate.latest() inside a service prints nothing when it succeeds: log a line of your own there. An unreachable database has no line that belongs to migrations. A release older than the database fails (files are missing).",
};
