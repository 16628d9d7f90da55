import type { SignaturePreset } from "./preset.ts";

/** dbmate says nothing that proves success by itself; `dbmate status` does. */
export const dbmate: SignaturePreset = {
  tool: "dbmate",
  source: "Recorded: dbmate 2.36.0, PostgreSQL 15.",
  success: [
    {
      pattern: String.raw`(?:^|"log":")Pending: 0(?:\\n)?(?:"|$)`,
      means: "`dbmate status`: no migration is left to apply.",
    },
  ],
  failure: [
    { pattern: "Error: could not find migrations directory", means: "The image carries no migrations." },
    { pattern: "Error: unable to connect to database: ", means: "`dbmate wait`: the database could not be reached." },
  ],
  caveat:
    '"Applied: name in 2ms" is printed of a migration that failed, too, and nothing is printed when up to date. Start the container with `dbmate up && dbmate status`, whose last line is "Pending: 0". Failing SQL prints a bare "Error: pq: ...", which no pattern can tell from others: the exit code shows it.',
};
