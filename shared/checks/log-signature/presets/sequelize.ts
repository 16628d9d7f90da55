import type { SignaturePreset } from "./preset.ts";

/** sequelize-cli `db:migrate`, and Umzug, the library below it. */
export const sequelize: SignaturePreset = {
  tool: "Sequelize",
  source: "Recorded: sequelize-cli 6.6.5 with sequelize 6.37.8, and umzug 3.8.3, PostgreSQL 15.",
  success: [
    {
      pattern: String.raw`No migrations were executed, database schema was already up to date\.`,
      means: "Nothing (more) to do.",
    },
    {
      pattern: String.raw`\bup\\*['"], ?\\*['"]?message\\*['"]?: ?\\*['"]applied (?P<count>\d+) migrations\.`,
      means: "Umzug's command line applied every pending migration.",
    },
  ],
  failure: [
    { pattern: String.raw`Migration (?P<version>\S+) \(up\) failed: `, means: "This migration failed (Umzug 3)." },
  ],
  caveat:
    'sequelize-cli prints "== name: migrated (0.01s)" for each migration and nothing at the end; its errors are a bare "ERROR: ..." of the database, which no pattern can tell from others: its exit code shows them. Start the container with `sequelize db:migrate && sequelize db:migrate`, whose second run says "No migrations were executed, ...". umzug.up() inside a service has no last line: log one of your own.',
};
