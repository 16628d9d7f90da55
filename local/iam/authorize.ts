import { ServiceError } from "../server/service-error.ts";
import type { ResourceAsked } from "./asked-of.ts";
import type { Session, SimulatedIam } from "./simulated-iam.ts";
import { answerOf, type Statement } from "./statement.ts";

export interface Authorization {
  readonly session: Session;
  /** The caller's account. */
  readonly iam: SimulatedIam;
  /** The account of the resource; the caller's own, or another. */
  readonly owner: SimulatedIam;
}

/**
 * Throws AWS's AccessDeniedException when the caller may not. In its own account either side may permit; across accounts
 * both must (DynamoDB developer guide, cross-account access with resource-based policies).
 */
export function authorize(asked: ResourceAsked, { session, iam, owner }: Authorization): void {
  // It asks for nothing but the caller itself (STS API reference: no permission is needed).
  if (asked.action === "sts:GetCallerIdentity") return;
  const principals = [session.role.arn, session.arn, `arn:aws:iam::${iam.account}:root`];
  const identity = answerOf(session.role.policy, asked);
  const resource = answerOf(resourcePolicy(owner, asked), { ...asked, principals });
  const who = `User: ${session.arn} is not authorized to perform: ${asked.action} on resource: ${asked.resource}`;
  const refuse = (why: string): never => {
    throw new ServiceError("AccessDeniedException", `${who} ${why}`);
  };
  if (identity === "denied") refuse("with an explicit deny in an identity-based policy");
  if (resource === "denied") refuse("with an explicit deny in a resource-based policy");
  const isOwn = owner.account === iam.account;
  if (identity !== "allowed" && !(isOwn && resource === "allowed"))
    refuse(`because no identity-based policy allows the ${asked.action} action`);
  if (!isOwn && resource !== "allowed") refuse(`because no resource-based policy allows the ${asked.action} action`);
}

function resourcePolicy({ tablePolicies }: SimulatedIam, { table = "" }: ResourceAsked): readonly Statement[] {
  return tablePolicies[table] ?? [];
}
