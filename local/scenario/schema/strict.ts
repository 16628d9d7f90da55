import * as z from "zod/mini";

/** An object whose unknown keys are refused; what is allowed is said by `parseShape`. */
export const strict = z.strictObject;
