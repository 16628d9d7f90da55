import { expect, it } from "vitest";
import { recordOrThrow } from "../../../shared/closing/record-or-throw.ts";
import { aRecord } from "../../builders/a-record.ts";

const record = aRecord();

it("a validation that was never opened is refused, by its rollout and release", async () => {
  await expect(recordOrThrow({ record: async () => undefined }, record.key)).rejects.toMatchObject({
    name: "NotFound",
    message: `No record of ${record.key.rollout.deploymentId} under v2.3.1.`,
  });
});

it("the record of a validation is what its store holds", async () => {
  expect(await recordOrThrow({ record: async () => record }, record.key)).toBe(record);
});
