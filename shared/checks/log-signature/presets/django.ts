import type { SignaturePreset } from "./preset.ts";

/** Django names each migration with its own OK; only "nothing (more) to do" is a conclusion. */
export const django: SignaturePreset = {
  tool: "Django",
  source: "Recorded: Django 5.2.19, psycopg 3.3.9, PostgreSQL 15; the inconsistent history from its source.",
  success: [
    { pattern: String.raw`No migrations to apply\.`, means: "Nothing to do." },
    {
      pattern: String.raw`No planned migration operations\.`,
      means: "`migrate --plan`: no migration is left to apply.",
    },
    {
      pattern: "Running post-migrate handlers for application ",
      means: "`migrate -v 2`: every migration is applied.",
    },
  ],
  failure: [
    {
      pattern: String.raw`Applying (?P<version>\w+\.\d{4}_\w+)\.\.\.(?:Traceback|\s*(?:\\n)?(?:"|$))`,
      means: "This migration began and did not end.",
    },
    {
      pattern: String.raw`management/commands/migrate\.py\\*", line \d+, in handle`,
      means: "The migrate command broke off with an error, of SQL or of the connection.",
    },
    {
      pattern: "CommandError: Conflicting migrations detected",
      means: "Two migrations follow the same one.",
    },
    {
      pattern: String.raw`NodeNotFoundError: Migration (?P<version>\S+) dependencies reference nonexistent parent`,
      means: "A migration that this one depends on is not in the image.",
    },
    {
      pattern: String.raw`InconsistentMigrationHistory: Migration (?P<version>\S+) is applied before its dependency`,
      means: "The database applied migrations in another order.",
    },
  ],
  caveat:
    'After applying, Django prints only "Applying app.0001_name... OK" for each migration, and nothing at the end. Start the container with `manage.py migrate && manage.py migrate --plan` (last line "No planned migration operations.") or with `migrate -v 2`. An older release on a newer database also says "No migrations to apply."',
};
