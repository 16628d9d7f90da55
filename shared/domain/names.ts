/**
 * What GitLab takes as a project: its numeric id, or its path of at least a group and a name, none of them only dots
 * (shared/gitlab asks for it in a URL).
 */
export const projectForm = /^(?=.{1,255}$)(?:\d+|(?!\.+(?:\/|$))[\w.-]+(?:\/(?!\.+(?:\/|$))[\w.-]+)+)$/;

/** A release id becomes part of a key and of messages: printable, no `#`, at most 128 characters. An image tag may be one, and begin with `_`. */
const releaseIdForm = /^[A-Za-z0-9_][A-Za-z0-9._+/:@-]{0,127}$/;

/** A release id, or the name under which evidence of a release without one is kept (identity.ts). */
export const knownReleaseForm =
  /^(?:[A-Za-z0-9_][A-Za-z0-9._+/:@-]{0,127}|unattributed#[A-Za-z0-9_-]{1,255}#\d{1,30})$/;

/** Of every partition, e.g. `us-gov-west-1`. */
export const regionForm = /^[a-z]{2,}(?:-[a-z]+){1,3}-\d{1,2}$/;

export function isProject(text: string): boolean {
  return projectForm.test(text);
}

export function isReleaseId(text: string): boolean {
  return releaseIdForm.test(text);
}

export function isKnownRelease(text: string): boolean {
  return knownReleaseForm.test(text);
}

export function isRegion(text: string): boolean {
  return regionForm.test(text);
}
