import * as z from "zod/mini";

/** An object whose unknown keys are refused with the list of what is allowed. */
export function strict<Shape extends z.core.$ZodShape>(shape: Shape) {
  const allowed = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}; allowed are ${allowed}`;
    },
  });
}
