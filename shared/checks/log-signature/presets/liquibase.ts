import type { SignaturePreset } from "./preset.ts";

/** Liquibase, in a Java service and on the command line. */
export const liquibase: SignaturePreset = {
  tool: "Liquibase",
  source:
    "Recorded: liquibase-core 4.31.1 in Spring Boot 3.5.6 (plain and JSON console) and as command line, PostgreSQL 15.",
  success: [
    {
      pattern: String.raw`Liquibase: Update has been successful\.`,
      means: "Every pending changeset ran, or was allowed to fail.",
    },
    {
      pattern: String.raw`Liquibase command 'update' was executed successfully\.`,
      means: "The command line's update came to its end.",
    },
    { pattern: "Database is up to date, no changesets to execute", means: "Nothing to do." },
  ],
  failure: [
    { pattern: String.raw`Migration failed for changeset \S+:`, means: "A changeset failed." },
    {
      pattern: String.raw`\d+ changesets? check sum`,
      means: "A changeset that ran was edited afterwards.",
    },
    { pattern: "Could not acquire change log lock", means: "Another run holds Liquibase's lock." },
    { pattern: "ERROR: Exception Primary (?:Class|Reason): ", means: "Liquibase reported an error." },
    { pattern: "Unexpected error running Liquibase: ", means: "The command line ended with an error." },
    {
      pattern: String.raw`liquibase\.exception\.(?:Liquibase|CommandExecution|MigrationFailed|ValidationFailed|Lock|ChangeLogParse|Setup)Exception: `,
      means: "Liquibase threw an error that was logged.",
    },
  ],
  caveat:
    'A changeset with failOnError:false may fail and the run still counts as successful ("failed, but failOnError was false"). A lock left behind by a killed task blocks for five minutes before it fails: give the check a longer deadline than that, or expect missing evidence.',
};
