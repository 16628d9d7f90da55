import { describe, expect, it } from "vitest";
import { openedRecords } from "../../../shared/closing/opened-records.ts";
import type { ValidationKey } from "../../../shared/domain/evidence.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { newerId, serviceArn } from "../../builders/a-rollout.ts";

const key = aKey();

/** The records of a container whose store answers so, and the releases that it was asked for. */
function records(answer: (asked: ValidationKey, times: number) => ReturnType<typeof aRecord> | undefined) {
  const asked: string[] = [];
  const opened = openedRecords({
    record: async (of) => {
      asked.push(of.releaseId);
      return answer(of, asked.length);
    },
  });
  return { opened, asked };
}

describe("what was opened is read again", () => {
  it("while it is not there", async () => {
    const { opened } = records((_, times) => (times > 1 ? aRecord() : undefined));

    await expect(opened(key)).rejects.toMatchObject({ name: "NotFound" });
    expect(await opened(key)).toEqual(aRecord());
  });

  it("when it could not be read", async () => {
    const { opened } = records((_, times) => {
      if (times === 1) throw new ValidatorError("DependencyUnavailable", "gone");
      return aRecord();
    });

    await expect(opened(key)).rejects.toMatchObject({ name: "DependencyUnavailable" });
    expect(await opened(key)).toEqual(aRecord());
  });

  it.each([
    aKey({ releaseId: "v9" }),
    aKey({ rollout: { serviceArn, deploymentId: newerId } }),
    aKey({ rollout: { ...key.rollout, serviceArn: `${serviceArn}-2` } }),
  ])("for every validation", async (other) => {
    const { opened, asked } = records((of) => aRecord({ key: of }));
    const told = [await opened(key), await opened(other)];

    expect(told.map((record) => record.key)).toEqual([key, other]);
    expect(asked).toHaveLength(2);
  });

  it("when fifty others were read since", async () => {
    const { opened, asked } = records((of) => aRecord({ key: of }));
    for (let n = 0; n <= 50; n++) await opened(aKey({ releaseId: `v${n}` }));
    for (const releaseId of ["v50", "v1", "v0"]) await opened(aKey({ releaseId }));

    expect(asked.slice(51)).toEqual(["v0"]);
  });
});

describe("what was opened", () => {
  it("is read once", async () => {
    const { opened, asked } = records(() => aRecord());
    for (let look = 0; look < 3; look++) expect(await opened(key)).toEqual(aRecord());

    expect(asked).toEqual(["v2.3.1"]);
  });

  it("tells nothing that comes later", async () => {
    const { opened } = records(() => aRecord({ verdict: aVerdict(), rollbackSeconds: 7 }));

    expect(await opened(key)).toEqual(aRecord());
  });
});
