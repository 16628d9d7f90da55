import type { SignaturePreset } from "./preset.ts";

/** Alembic announces each revision before it runs it, and says nothing at the end. */
export const alembic: SignaturePreset = {
  tool: "Alembic",
  source: "Recorded: alembic 1.20.1, SQLAlchemy 2.1.9, PostgreSQL 15; `alembic check` from its source.",
  success: [
    {
      pattern: String.raw`(?:^|"log":"|Rev: )(?P<version>\w+) \(head\)(?: \(mergepoint\))?(?:\\n)?(?:"|$)`,
      means: "`alembic current`: the database stands at the newest revision.",
    },
    {
      pattern: String.raw`No new upgrade operations detected\.`,
      means: "`alembic check`: the database stands at the newest revision and fits the models.",
    },
  ],
  failure: [
    {
      pattern: String.raw`alembic/command\.py\\*", line \d+, in upgrade`,
      means: "The upgrade broke off with an error, of SQL or of the connection.",
    },
    { pattern: String.raw`ERROR\s+\[alembic\.util\.messaging\]`, means: "Alembic refused the command." },
    {
      pattern:
        "FAILED: (?:Can't locate revision identified by|Multiple head revisions are present|Target database is not up to date)",
      means: "The revisions of the image and of the database do not fit.",
    },
    { pattern: String.raw`alembic\.util\.exc\.CommandError: `, means: "Alembic threw an error that was logged." },
  ],
  caveat:
    '"Running upgrade a -> b" is printed before the work and proves nothing; `alembic upgrade head` prints nothing at its end, and nothing when up to date. Start the container with `alembic upgrade head && alembic current`, whose last line is "<revision> (head)". `alembic heads` prints the same form without looking at the database: do not run it there.',
};
