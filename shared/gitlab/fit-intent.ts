import { createHash } from "node:crypto";
import type { StatusIntent } from "../domain/commit-status.ts";
import { isProject } from "../domain/names.ts";

/** GitLab refuses a longer `description`, `target_url` or `ref` (app/models/commit_status.rb). */
export const longestField = 255;

const fullSha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const numericId = /^\d+$/;

/** An intent that GitLab can take, or why it never will. */
export type Fitted = { readonly intent: StatusIntent } | { readonly refusal: string };

/**
 * Repairs what can be repaired without changing the message: texts are cut, a link or pipeline id that GitLab
 * would refuse is dropped, as it would cost the whole status.
 */
export function fitIntent(given: StatusIntent): Fitted {
  const host = normalHost(given.host);
  if (host === undefined) return { refusal: "The base URL of GitLab is not a plain http or https URL." };
  const commit = given.commit.toLowerCase();
  if (!fullSha.test(commit)) return { refusal: "The commit is not a full sha of 40 or 64 hex digits." };
  if (!isProject(given.project)) {
    return { refusal: "The project is neither a numeric id nor a path like group/name." };
  }
  const { ref, pipelineId, targetUrl, ...rest } = given;
  return {
    intent: {
      ...rest,
      host,
      commit,
      name: fitName(given.name),
      description: fitText(given.description, longestField),
      ...(ref !== undefined && ref !== "" && ref.length <= longestField && { ref }),
      ...(pipelineId !== undefined && numericId.test(pipelineId) && { pipelineId }),
      ...(targetUrl !== undefined && isLink(targetUrl) && { targetUrl }),
    },
  };
}

/** Scheme, host and sub-path without a slash at the end; undefined for what is no base URL. */
export function normalHost(host: string): string | undefined {
  const url = URL.parse(host);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** A name of at most 255 characters; a longer one keeps its beginning and stays unique by a hash of the whole. */
export function fitName(name: string): string {
  if (name.length <= longestField) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 12);
  return `${wholeCharacters(name, longestField - hash.length - 1)}-${hash}`;
}

/** The name when a CI job of the same pipeline has the wanted one. */
export function externalName(name: string): string {
  return fitName(`${name}/external`);
}

/** One line of at most `most` code points; an ellipsis shows that it was cut. */
export function fitText(text: string, most: number): string {
  const points = [...text.replace(/\s+/g, " ").trim()];
  return points.length <= most ? points.join("") : `${points.slice(0, most - 1).join("")}…`;
}

/** Without encryption only to this machine, where a simulation serves its page. */
function isLink(text: string): boolean {
  const url = URL.parse(text);
  const isOwn = url?.protocol === "http:" && url.hostname === "127.0.0.1";
  return text.length <= longestField && (url?.protocol === "https:" || isOwn);
}

/** Never ends in half a surrogate pair. */
function wholeCharacters(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}
