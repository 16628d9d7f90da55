import type { StatusIntent } from "../domain/commit-status.ts";
import { fitName, normalHost } from "./fit-intent.ts";

type Place = Pick<StatusIntent, "host" | "project" | "commit" | "ref" | "pipelineId" | "name">;

/**
 * The key of a status's record. The pinned pipeline is part of it: GitLab keeps one status per pipeline, so a commit that
 * is deployed again by another pipeline must not leave the first pipeline's status running for ever.
 */
export function statusKey(place: Place): string {
  const parts = [place.ref ?? "", place.pipelineId ?? "", fitName(place.name)];
  return [statusGroup(place), ...parts.map(encodeURIComponent)].join("#");
}

/** Posts of one group go one after the other: GitLab holds a lock per project and sha, and parallel posts starve each other. */
export function statusGroup({ host, project, commit }: Place): string {
  return [normalHost(host) ?? host, project, commit.toLowerCase()].map(encodeURIComponent).join("#");
}
