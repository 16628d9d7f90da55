/** Where the identity of a release was found; the first of these that answers wins. */
export const identitySources = [
  "registration",
  "container environment",
  "docker labels",
  "image tag",
  "task definition tags",
  "service tags",
  "none",
] as const;
export type IdentitySource = (typeof identitySources)[number];

/** What was shipped. Without a commit or project there is no commit status; the evidence is kept all the same. */
export interface Release {
  readonly id: string;
  readonly source: IdentitySource;
  /** Full commit sha, 40 or 64 hex digits. */
  readonly commit?: string;
  /** GitLab project, numeric id or path. */
  readonly project?: string;
  readonly pipelineId?: string;
  readonly ref?: string;
  /** Digest of its image, where the release itself states it: a decision can be bound to exactly this image. */
  readonly digest?: string;
}
