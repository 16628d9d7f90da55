import type { Clock } from "../ports/clock.ts";
import type { GitlabClient } from "./client.ts";

/** GitLab makes a pipeline moments after a push; without waiting for it, the post would make a second, external one. */
const looks = { most: 3, secondsApart: 2 };

export interface PipelineSearch {
  readonly commit: string;
  readonly ref?: string | undefined;
  /** A pipeline that GitLab refused: archived, or of another commit. */
  readonly except?: string | undefined;
}

/** The newest pipeline that can take a status, or undefined. Child pipelines cannot: GitLab answers 404 for their ids. */
export async function findPipeline(
  client: GitlabClient,
  clock: Clock,
  search: PipelineSearch,
): Promise<string | undefined> {
  for (let look = 1; ; look += 1) {
    const found = await client.pipelines(search.commit, search.ref);
    const usable = found.find(({ id, source }) => source !== "parent_pipeline" && id !== search.except);
    if (usable !== undefined) return usable.id;
    if (look === looks.most) return undefined;
    await clock.sleep(looks.secondsApart * 1000);
  }
}
