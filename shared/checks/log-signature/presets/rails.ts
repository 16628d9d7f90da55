import type { SignaturePreset } from "./preset.ts";

/** Rails' db:migrate and db:prepare. */
export const rails: SignaturePreset = {
  tool: "Rails (ActiveRecord)",
  source:
    "Recorded: Rails 6.1.7.10, PostgreSQL 15; the wording without a transaction from public logs, other error names from its source.",
  success: [
    {
      pattern: String.raw`(?:^|"log":")Current version: (?P<version>\d{14})(?:\\n)?(?:"|$)`,
      means: "`db:version` after `db:migrate`: the migrations ended well, at this version.",
    },
  ],
  failure: [
    {
      pattern: "An error has occurred, (?:this and )?all later migrations canceled:",
      means: "A migration failed.",
    },
    {
      pattern: String.raw`Tasks: TOP => (?:\S+ => )*db:(?:migrate|prepare)\b`,
      means: "The task broke off with an error, of SQL or of the connection.",
    },
    {
      pattern:
        "ActiveRecord::(?:ConcurrentMigration|PendingMigration|DuplicateMigrationName|DuplicateMigrationVersion|UnknownMigrationVersion)Error",
      means: "Migrations are locked, pending, or do not fit.",
    },
    {
      pattern: String.raw`You have \d+ pending migrations?:`,
      means: "`db:abort_if_pending_migrations`: migrations are left to apply.",
    },
  ],
  caveat:
    'db:migrate prints "== 2026... Name: migrated (0.0s) ==" for each migration, nothing at the end, and nothing when up to date. Start the container with `bin/rails db:migrate db:version`, whose last line is "Current version: ..."; db:version alone does not look for pending migrations.',
};
