import type { SignaturePreset } from "./preset.ts";

/** goose: the command line, and a Provider in a service. */
export const goose: SignaturePreset = {
  tool: "goose",
  source: "Recorded: goose 3.29.0, PostgreSQL 15.",
  success: [
    {
      pattern: String.raw`goose: successfully migrated database(?: to version|, current version): (?P<version>\d+)`,
      means: "Every pending migration was applied.",
    },
    {
      pattern: String.raw`goose: no migrations to run[.,] current version: (?P<version>\d+)`,
      means: "Nothing to do.",
    },
    {
      pattern: String.raw`successfully migrated database\\*",? ?\\*"?logger\\*"?[=:]\\*"?goose\\*"?,? ?\\*"?current_version\\*"?[=:](?P<version>\d+)`,
      means: "Every pending migration was applied (Provider with slog).",
    },
  ],
  failure: [
    {
      pattern: String.raw`ERROR (?P<version>\d+)_\S+: failed to run (?:SQL|Go) migration`,
      means: "The migration to this version failed.",
    },
    {
      pattern: String.raw`found \d+ missing migrations before current version`,
      means: "Migrations older than the database's version were never applied.",
    },
    {
      pattern: String.raw`partial migration error \(type:\w+,version:(?P<version>\d+)\)`,
      means: "The migration to this version failed (Provider).",
    },
    { pattern: "goose run: ", means: "The command line ended with an error." },
  ],
  caveat:
    'A release older than the database also says "no migrations to run". A Provider prints only with WithVerbose(true), and even then nothing when up to date: log a line of your own after Up().',
};
