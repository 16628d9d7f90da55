import { describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { evidenceLink } from "../../../shared/links/evidence-link.ts";
import { releaseOfLink } from "../../../shared/links/link-id.ts";
import { linkKey } from "../../../shared/links/link-keys.ts";
import { evidencePage } from "../../../shared/page/evidence-page.ts";
import type { Secrets } from "../../../shared/ports/statuses.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { aPageInput } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";

const key = "k".repeat(40);
const url = "https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.ap-southeast-2.on.aws/";

function links(over: { url?: string; secrets?: Secrets } = {}) {
  const secrets: Secrets = { value: async () => key };
  return evidenceLink({ url, keySecret: "links", table: "evidence", days: 30, secrets, ...over });
}

describe("the link of a status", () => {
  it("is missing when the key cannot be read or is too short: the status is posted without it", async () => {
    const denied: Secrets = {
      value: async () => {
        throw new ValidatorError("AccessDenied", "secretsmanager:GetSecretValue on links was denied");
      },
    };

    expect(await links({ secrets: denied })(aRecord())).toBeUndefined();
    expect(await links({ secrets: { value: async () => "short" } })(aRecord())).toBeUndefined();
  });

  it("does not hide a defect", async () => {
    const broken: Secrets = { value: () => Promise.reject(new TypeError("undefined is not a function")) };

    await expect(links({ secrets: broken })(aRecord())).rejects.toThrow(TypeError);
  });

  it("is missing when GitLab would refuse it as too long", async () => {
    expect(await links({ url: `https://${"a".repeat(230)}.example` })(aRecord())).toBeUndefined();
  });

  it("has room for the longest release id", async () => {
    const link = await links()(aRecord({ key: aKey({ releaseId: "v".repeat(128) }) }));

    expect(link?.length).toBeLessThanOrEqual(255);
    expect(link).not.toContain("#");
  });

  it("is the same for every status of a validation, and opens the page for the days since its opening", async () => {
    const link = (await links()(aRecord())) ?? "";
    const [id = "", anchor] = link.slice(`${url}v/`.length).split("#");
    const opened = { key, audience: "evidence" };

    expect(await links()(aRecord())).toBe(link);
    expect(link.startsWith(`${url}v/`)).toBe(true);
    expect(evidencePage(aPageInput())).toContain(` id="${anchor}"`);
    expect(releaseOfLink(opened, id, at(30 * 86_400))).toBe("v2.3.1");
    expect(releaseOfLink(opened, id, at(30 * 86_400 + 1))).toBeUndefined();
  });
});

it("a key is refused when it is shorter than 32 characters", async () => {
  await expect(linkKey({ value: async () => "k".repeat(31) }, "links")).rejects.toMatchObject({
    name: "DependencyRefused",
    message: "The secret links is shorter than 32 characters.",
  });
});
