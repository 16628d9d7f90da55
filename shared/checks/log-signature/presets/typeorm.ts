import type { SignaturePreset } from "./preset.ts";

/** The command line `typeorm migration:run`, and failures of runMigrations() in a service. */
export const typeorm: SignaturePreset = {
  tool: "TypeORM",
  source: "Recorded: typeorm 1.1.1, pg, PostgreSQL 15.",
  success: [{ pattern: "No migrations are pending", means: "Nothing (more) to do." }],
  failure: [
    { pattern: String.raw`Migration \\*"(?P<version>\w+)\\*" failed, error: `, means: "This migration failed." },
    { pattern: "Error during migration run:", means: "The command ended with an error, of SQL or of the connection." },
  ],
  caveat:
    '"Migration X has been executed successfully." comes before the COMMIT, and is printed of migrations that a later failure rolls back: no proof. Start the container with `typeorm migration:run && typeorm migration:run`, whose second run says "No migrations are pending". runMigrations() inside a service prints nothing when it succeeds: log a line of your own there.',
};
