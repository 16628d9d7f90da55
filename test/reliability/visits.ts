import { settled } from "../../local/world/evidence.ts";
import type { PostedState } from "../../local/world/gitlab.ts";
import { pageUrl } from "../../local/world/names.ts";
import type { World } from "../../local/world/open-world.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { html, textOf } from "../../shared/page/html.ts";
import { anchorOf } from "../../shared/page/standing.ts";

/** What a browser was shown. */
interface Shown {
  readonly status: number;
  readonly policy: string;
  readonly text: string;
}

/** A status whose link somebody followed when GitLab took it, and once more when all was over; neither where it leads elsewhere than to the page. */
export interface Visit {
  readonly posted: PostedState;
  /** When GitLab took it. */
  readonly at: Instant;
  readonly atOnce?: Shown;
  readonly afterwards?: Shown;
}

/** Somebody who follows the link of every status at once, in the world that is told to `visits`. */
export function follower(world: () => World) {
  const first: Promise<Visit>[] = [];
  const isPage = ({ targetUrl = "" }: PostedState): boolean =>
    targetUrl.startsWith(pageUrl(world().stage.scenario.service.region));
  const follow = async ({ targetUrl = "" }: PostedState): Promise<Shown> => {
    const answer = await world().page.visit(targetUrl);
    const policy = answer.headers.get("content-security-policy") ?? "";
    return { status: answer.status, policy, text: await answer.text() };
  };
  return {
    onPosted(posted: PostedState): void {
      const at = world().time.clock.now();
      first.push(
        isPage(posted) ? follow(posted).then((atOnce) => ({ posted, at, atOnce })) : Promise.resolve({ posted, at }),
      );
    },
    async visits(): Promise<readonly Visit[]> {
      const visited = await settled(world().time, Promise.all(first));
      const pages = new Map<string | undefined, Promise<Shown>>();
      for (const { posted } of visited)
        if (isPage(posted) && !pages.has(posted.targetUrl)) pages.set(posted.targetUrl, follow(posted));
      return settled(
        world().time,
        Promise.all(
          visited.map(async (visit) => {
            const afterwards = await pages.get(visit.posted.targetUrl);
            return afterwards === undefined ? visit : { ...visit, afterwards };
          }),
        ),
      );
    },
  };
}

export interface Followed {
  readonly dossier: RolloutDossier;
  readonly verdict: Verdict;
  /** Of the rollout's status. */
  readonly name: string;
  readonly facts: {
    readonly visits: readonly Visit[];
    /** False when the links' key was not to be had at some time: statuses then lead to the workflow's execution. */
    readonly keyAnswers: boolean;
  };
}

/** Every status leads to the release's page; it shows how the rollout stands, and the verdict's reason once there is one. */
export function strayLinks({ dossier, verdict, name, facts }: Followed): readonly string[] {
  const anchor = anchorOf(dossier);
  const own = facts.visits
    .filter(({ posted }) => posted.sha === dossier.record.release.commit && posted.name === name)
    .filter(({ posted: { targetUrl = "" } }) => !targetUrl.includes("#") || targetUrl.endsWith(`#${anchor}`));
  return own.flatMap((visit) => strayLink(visit, { anchor, verdict, keyAnswers: facts.keyAnswers }));
}

interface Wanted {
  readonly anchor: string;
  readonly verdict: Verdict;
  readonly keyAnswers: boolean;
}

function strayLink(
  { posted, at, atOnce, afterwards }: Visit,
  { anchor, verdict, keyAnswers }: Wanted,
): readonly string[] {
  const what = `the link of ${posted.state}`;
  if (atOnce === undefined || afterwards === undefined)
    return keyAnswers ? [`${what} leads to ${posted.targetUrl}, not to the page`] : [];
  const both = [atOnce, afterwards];
  const earlier = at < verdict.at ? "running" : verdict.status;
  const stood = standingIn(atOnce, anchor);
  const stands = standingIn(afterwards, anchor);
  const reason = textOf(html`${verdict.reason}`);
  return [
    ...both.filter(({ status }) => status !== 200).map(({ status }) => `${what} is answered by ${status}`),
    ...both.filter(({ policy }) => !isClosed(policy)).map(({ policy }) => `${what} comes with the policy "${policy}"`),
    ...(stood === earlier ? [] : [`${what} showed ${stood} at first, not ${earlier}`]),
    ...(stands === verdict.status ? [] : [`${what} shows ${stands}`]),
    ...(afterwards.text.includes(reason) ? [] : [`${what} shows another reason than "${verdict.reason}"`]),
  ];
}

function isClosed(policy: string): boolean {
  return policy.startsWith("default-src 'none'; ") && policy.endsWith("frame-ancestors 'none'");
}

/** The word in the heading of the rollout's own section, before its anchor. */
function standingIn({ text }: Shown, anchor: string): string {
  const before = text.split(` id="${anchor}"`)[0] ?? "";
  const heading = before.slice(before.lastIndexOf('<details class="rollout"'));
  return /class="mark (\w+)"/.exec(heading)?.[1] ?? "nothing";
}
