import { beforeAll, describe, expect, it } from "vitest";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import { settled } from "../../../local/world/evidence.ts";
import type { PostedState } from "../../../local/world/gitlab.ts";
import { linkKey, pageUrl } from "../../../local/world/names.ts";
import { openWorld, type World } from "../../../local/world/open-world.ts";
import { shippedHandlers } from "../../../local/world/shipped-handlers.ts";
import { linkId } from "../../../shared/links/link-id.ts";

const [region, address] = ["ap-southeast-2", pageUrl("ap-southeast-2")];
const timeline = `
title: t
timeline:
  - { at: 20s, tasks: all, status: RUNNING }
  - { at: 60s, rollout: COMPLETED }
expect: { verdict: passed }
`;

/** Plays the timeline with the page on; `look` sees the world before and after it. */
async function played(look: { before?: (world: World) => void; after: (world: World) => Promise<void> }, more = "") {
  const seen: Promise<string>[] = [];
  const follow = ({ targetUrl = "" }: PostedState): void => {
    if (targetUrl.startsWith(address)) seen.push(world.page.visit(targetUrl).then((answer) => answer.text()));
  };
  const world = await openWorld(parseScenario(timeline + more), {
    handlers: shippedHandlers,
    evidencePage: true,
    onPosted: follow,
  });
  try {
    look.before?.(world);
    await world.play();
    await settled(world.time, look.after(world));
    return { posted: world.surroundings.gitlab.posted, pages: await settled(world.time, Promise.all(seen)) };
  } finally {
    world.close();
  }
}

const consoleStart = `https://${region}.console.aws.amazon.com/states/`;

describe("without the key of the links", () => {
  const faults = "faults: [{ service: secretsmanager, fault: denied, from: 0s }]";

  it.each([
    [
      "is shorter than 32 characters",
      ({ surroundings }: World) => surroundings.secrets.setSecret(region, "ecs-rollout-validator/link-key", "short"),
    ],
    [
      "is no text",
      ({ surroundings }: World) => surroundings.secrets.setSecret(region, "ecs-rollout-validator/link-key", "{}"),
    ],
  ])("every status is posted, and leads to the execution, when it %s", async (_, before) => {
    const { posted } = await played({ before, after: async () => {} });

    expect(posted.map(({ state }) => state)).toEqual(["running", "success"]);
    for (const { targetUrl } of posted) expect(targetUrl?.startsWith(consoleStart)).toBe(true);
  });

  it("every status is posted when the secret answers late", async () => {
    const slow = faults.replace("fault: denied", "fault: slow, by: 3s");
    const { posted } = await played({ after: async () => {} }, slow);

    expect(posted.map(({ state }) => state)).toEqual(["running", "success"]);
  });
});

describe("a link that was tampered with", () => {
  const signed = { key: linkKey, audience: "evidence" };
  const claim = { releaseId: "v2.3.1", expiresAt: "2026-04-01T00:00:00.000Z" };
  const bad = {
    forged: linkId({ ...signed, key: "another key of more than 32 characters" }, claim),
    "of another table": linkId({ ...signed, audience: "evidence-of-others" }, claim),
    expired: linkId(signed, { ...claim, expiresAt: "2026-03-01T10:00:30.000Z" }),
    "of a release that nobody shipped": linkId(signed, { ...claim, releaseId: "v0.0.0" }),
  };
  const answers = new Map<string, { readonly status: number; readonly policy: string; readonly text: string }>();
  const elsewhere: unknown[] = [];

  beforeAll(async () => {
    await played({
      after: async ({ page }) => {
        for (const [name, id] of Object.entries(bad)) {
          const answer = await page.visit(`${address}v/${id}`);
          const policy = answer.headers.get("content-security-policy") ?? "";
          answers.set(name, { status: answer.status, policy, text: await answer.text() });
        }
        await page.visit(`${consoleStart}home`).catch((error: unknown) => elsewhere.push(error));
      },
    });
  });

  it.each(Object.keys(bad))("finds nothing when it is %s", (name) => {
    const policy = expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/);
    expect(answers.get(name)).toEqual({ status: 404, policy, text: "Not found.\n" });
  });

  it("of another host reaches nobody", () => {
    expect(elsewhere).toEqual([expect.objectContaining({ cause: expect.objectContaining({ code: "ENOTFOUND" }) })]);
  });
});

describe("the link of a status", () => {
  it("is one for all statuses: its page says that it is still running, and the verdict once there is one", async () => {
    const { posted, pages } = await played({ after: async () => {} });

    const [first, second] = posted.map(({ targetUrl }) => targetUrl);
    expect(first?.startsWith(`${address}v/`)).toBe(true);
    expect(second).toBe(first);
    expect(pages.map((page) => /<title>(.*)<\/title>/.exec(page)?.[1])).toEqual(["v2.3.1: running", "v2.3.1: passed"]);
  });

  it("leads to the execution where the page is off", async () => {
    const world = await openWorld(parseScenario(timeline), { handlers: shippedHandlers });
    try {
      await world.play();
      for (const { targetUrl } of world.surroundings.gitlab.posted)
        expect(targetUrl?.startsWith(consoleStart)).toBe(true);
    } finally {
      world.close();
    }
  });
});
