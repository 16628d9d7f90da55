import { normalHost } from "./fit-intent.ts";

/** The token of the stack belongs to the stack's own GitLab; it goes to no other host. */
export function secretOfOwnHost(own: string, secret: string): (host: string) => string | undefined {
  const ours = normalHost(own);
  return (host) => (ours !== undefined && normalHost(host) === ours ? secret : undefined);
}
