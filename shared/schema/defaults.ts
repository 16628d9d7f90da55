/** What holds where a stage names nothing else, and where the command line looks first. */

/** Days after which evidence expires: a year of releases can be compared with the same season of the year before. */
export const defaultEvidenceDays = 400;

/** SSM path under which a stack publishes its table and finds the profiles. */
export const defaultPrefix = "/ecs-rollout-validator";
