import * as z from "zod/mini";
import { checkModes } from "../domain/finding.ts";

/** What every check has, whatever its kind. */
export const checkBase = {
  name: z
    .string()
    .check(
      z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes, at most 63"),
      z.describe("Name of the check, unique in the profile; stands in the evidence and in the commit status."),
    ),
  mode: z
    .prefault(z.enum(checkModes), "gate")
    .check(z.describe("`gate` decides the verdict; `shadow` is judged, kept and shown, and never decides.")),
};
