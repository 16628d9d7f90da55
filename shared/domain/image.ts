/** Where the digest of a released image was found; the first of these that answers wins. */
export type DigestSource =
  | "registration"
  | "task definition"
  | "container environment"
  | "docker labels"
  | "service revision";

/** The digest that a container of the release must run. */
export interface ReleasedDigest {
  /** `sha256:` and 64 hex digits, lower case. */
  readonly digest: string;
  readonly source: DigestSource;
}

/** Tags that name no release: they move. */
const movingTags = new Set(["latest", "stable", "main", "master", "develop", "production", "staging", "edge"]);

/** The variable and label under which a build may state the digest of its image. */
const digestName = "IMAGE_DIGEST";

/** The tag of an image; undefined when it has none. A registry's port is no tag. */
export function tagOf(image: string): string | undefined {
  // A digest is as long as a sha, and no tag.
  const [name = ""] = image.split("@");
  return /:([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/.exec(name)?.[1];
}

/** The image without tag and digest. */
export function repositoryOf(image: string): string {
  const [name = ""] = image.split("@");
  const tag = tagOf(name);
  return tag === undefined ? name : name.slice(0, -tag.length - 1);
}

export function isMovingTag(tag: string): boolean {
  return movingTags.has(tag.toLowerCase());
}

/** `sha256:...` out of a digest or of `repository@digest`; undefined when there is none. */
export function digestOf(text: string | undefined): string | undefined {
  return /(?:^|@)(sha256:[0-9a-f]{64})$/i.exec(text?.trim() ?? "")?.[1]?.toLowerCase();
}

/** Why the image may be another one tomorrow under the same name; undefined when a digest or a tag of its own names it. */
export function movingImage(image: string): string | undefined {
  if (digestOf(image) !== undefined) return undefined;
  const tag = tagOf(image);
  if (tag === undefined) return "has no tag, which means latest";
  return isMovingTag(tag) ? `has the tag ${tag}, which can move` : undefined;
}

/** What the container's own definition says that its image's digest is. */
export function statedDigest(container: {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly dockerLabels: Readonly<Record<string, string>>;
}): ReleasedDigest | undefined {
  const told: readonly (readonly [DigestSource, string | undefined])[] = [
    ["task definition", digestOf(container.image)],
    ["container environment", digestOf(container.environment[digestName])],
    ["docker labels", digestOf(container.dockerLabels[digestName])],
  ];
  const [source, digest] = told.find(([, each]) => each !== undefined) ?? [];
  return source === undefined || digest === undefined ? undefined : { digest, source };
}

/** The container whose image is the release: the first essential one. */
export function releaseContainer<Container extends { readonly essential: boolean }>(
  containers: readonly Container[],
): Container | undefined {
  return containers.find(({ essential }) => essential);
}

/** `sha256:0123456789ab…`: enough to tell two images apart. */
export function shortDigest(digest: string): string {
  return digest.length > 20 ? `${digest.slice(0, 19)}…` : digest;
}
