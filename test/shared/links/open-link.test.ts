import { describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { linkId } from "../../../shared/links/link-id.ts";
import { openLink } from "../../../shared/links/open-link.ts";
import type { RotatedSecrets } from "../../../shared/ports/statuses.ts";
import { at } from "../../builders/a-rollout.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

const [first, second, third] = ["1", "2", "3"].map((digit) => digit.repeat(40)) as [string, string, string];

/** Links that are opened with a secret whose values, newest first, can be changed; `reads` counts how often it was read past the cache. */
function anOpener(values: string[]) {
  const clock = aJumpingClock(at(0));
  const bench = { reads: 0, failure: undefined as ValidatorError | undefined };
  const kept = { value: values[0], previous: values[1] };
  const read = (name: "value" | "previous", index: number) => async (_: string, options?: { fresh?: boolean }) => {
    if (bench.failure !== undefined) throw bench.failure;
    if (options?.fresh) {
      bench.reads += 1;
      kept[name] = values[index];
    }
    return kept[name];
  };
  const secrets = { value: read("value", 0), previous: read("previous", 1) } as RotatedSecrets;
  return { bench, clock, open: openLink({ secrets, keySecret: "links", table: "evidence", clock }) };
}

function aLink(key: string, over: { audience?: string; expiresAt?: string } = {}): string {
  const { audience = "evidence", expiresAt = at(1000) } = over;
  return linkId({ key, audience }, { releaseId: "v2.3.1", expiresAt });
}

describe("a link", () => {
  it.each([
    ["no key", aLink(third)],
    ["the key before for another table", aLink(second, { audience: "other" })],
    ["the key before and has expired", aLink(second, { expiresAt: at(-1) })],
    ["nothing", ""],
  ])("opens nothing that is signed with %s", async (_, id) => {
    expect(await anOpener([first, second]).open(id)).toBeUndefined();
  });

  it("opens nothing that was signed with a key before the last but one: two rotations end all links", async () => {
    expect(await anOpener([first, second]).open(aLink(third))).toBeUndefined();
  });

  it("opens nothing that was signed with a key too short to withstand guessing", async () => {
    expect(await anOpener([first, "short"]).open(aLink("short"))).toBeUndefined();
    await expect(anOpener(["short", first]).open(aLink("short"))).rejects.toMatchObject({ name: "DependencyRefused" });
  });

  it("is not answered when the keys cannot be read", async () => {
    const { bench, open } = anOpener([first]);
    bench.failure = new ValidatorError("AccessDenied", "secretsmanager:GetSecretValue on links was denied");

    await expect(open(aLink(first))).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("opens its release with the key in force, and with the one before", async () => {
    const { open } = anOpener([first, second]);

    expect(await open(aLink(first))).toBe("v2.3.1");
    expect(await open(aLink(second))).toBe("v2.3.1");
  });

  it("opens its release when its key was rotated in after the keys were read", async () => {
    const values = [first];
    const { open } = anOpener(values);
    expect(await open(aLink(first))).toBe("v2.3.1");
    values.unshift(second);

    expect(await open(aLink(second))).toBe("v2.3.1");
    expect(await open(aLink(first))).toBe("v2.3.1");
  });

  it("that nobody signed has the keys read again every 30 s at most", async () => {
    const { bench, clock, open } = anOpener([first, second]);
    for (let request = 0; request < 100; request += 1) await open(aLink(third));
    expect(bench.reads).toBe(2);

    clock.pass(30);
    await open(aLink(third));
    expect(bench.reads).toBe(4);
  });
});
