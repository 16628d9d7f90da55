/** Who answers for a service, as its profile says. */
export interface Owner {
  readonly team: string;
  /** How to reach it: a channel, a number, an address. */
  readonly contact?: string;
  /** What it does when the service is in trouble: an https address. */
  readonly runbook?: string;
}

/** `Payments (#payments-on-call), runbook https://wiki.example.com/payments`. Foreign text: the profile's. */
export function ownerText({ team, contact, runbook }: Owner): string {
  return `${team}${contact === undefined ? "" : ` (${contact})`}${runbook === undefined ? "" : `, runbook ${runbook}`}`;
}
