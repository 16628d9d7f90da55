import type { SignaturePreset } from "./preset.ts";

/** The command line `migrate ... up`; its lines are short, so they are matched whole. */
export const golangMigrate: SignaturePreset = {
  tool: "golang-migrate",
  source: "Recorded: migrate 4.20.1, PostgreSQL 15; the lock from the source of 4.20.1.",
  success: [
    {
      pattern: String.raw`(?:^|"log":")(?:\d{4}/\d\d/\d\d \d\d:\d\d:\d\d )?no change(?:\\n)?(?:"|$)`,
      means: "Nothing to do.",
    },
    {
      pattern: String.raw`(?:^|"log":")\d{4}/\d\d/\d\d \d\d:\d\d:\d\d Finished after (?P<duration>(?:\d+[hm])*[0-9.]+(?:ns|µs|ms|s))(?:\\n)?(?:"|$)`,
      means: "`migrate -verbose`: every pending migration was applied.",
    },
  ],
  failure: [
    { pattern: String.raw`migration failed(?:: .*)? in line \d+: `, means: "A migration failed." },
    {
      pattern: String.raw`Dirty database version (?P<version>-?\d+)\. Fix and force version\.`,
      means: "An earlier run left a failed migration behind.",
    },
    {
      pattern: String.raw`no migration found for version (?P<version>\d+): `,
      means: "The database has a version that the image does not have.",
    },
    {
      pattern: String.raw`(?:^|"log":"|\d\d:\d\d:\d\d )error: failed to open (?:database|source)(?::|,)`,
      means: "The database could not be reached, or the folder of migrations is missing.",
    },
    { pattern: "timeout: can't acquire database lock", means: "Another run holds the lock." },
  ],
  caveat:
    'Without -verbose, `migrate up` prints one line for each migration ("2/u add_email (16ms)") and nothing at the end: use `migrate -verbose ... up`. The Go library prints nothing: log a line of your own after m.Up(). A release older than the database fails (no migration found).',
};
