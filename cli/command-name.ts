/** How a person in a checkout calls this program: the package is not published. */
export const commandName = "npx rollout-validator";
