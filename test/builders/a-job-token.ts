import { type IdTokens, idTokens, type TokenJob } from "../../local/gitlab/id-tokens.ts";
import { simulatedIam } from "../../local/iam/simulated-iam.ts";
import { allow, type Statement } from "../../local/iam/statement.ts";

export const account = "111122223333";
export const gitlab = "https://gitlab.example.com";
export const now = new Date("2026-11-21T09:00:00Z");
const project = "fleet/bf-manage-core";

/** The token of a job for a tag of the service's project; `now` is when it was made. */
export function aJobToken(tokens: IdTokens, over: Partial<TokenJob> = {}): string {
  const job = { project, ref: "v2.3.1", refType: "tag", audience: gitlab, at: now, lifetimeSeconds: 3600 } as const;
  return tokens.tokenFor({ ...job, ...over });
}

/** Trust in the project's tags `v*`, as docs/gitlab-ci.md advises. */
export function trustInTags(of: string = account): Statement {
  return allow({
    actions: ["sts:AssumeRoleWithWebIdentity"],
    principals: [`arn:aws:iam::${of}:oidc-provider/gitlab.example.com`],
    conditions: {
      StringEquals: { "gitlab.example.com:aud": gitlab },
      StringLike: { "gitlab.example.com:sub": `project_path:${project}:ref_type:tag:ref:v*` },
    },
  });
}

export const pipelineRole = `arn:aws:iam::${account}:role/pipelines/rollout-evidence`;

/** Making its key takes longer than most tests. */
let theGitlab: IdTokens | undefined;

/** An account that trusts a GitLab for one role, and the way to that GitLab. */
export function aTrustingAccount(policy: readonly Statement[] = []) {
  theGitlab ??= idTokens(gitlab);
  const tokens = theGitlab;
  const roles = [{ arn: pipelineRole, trust: [trustInTags()], policy }];
  const iam = simulatedIam({ account, roles, providers: [{ issuer: gitlab, audiences: [gitlab] }] });
  return { tokens, iam, fetch: fetchOf(tokens) };
}

/** Reaches that GitLab and nothing else. */
export function fetchOf(tokens: IdTokens): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const answer = request.url.startsWith(`${tokens.issuer}/`) ? tokens.answer(request) : undefined;
    if (answer === undefined) throw new TypeError("fetch failed");
    return answer;
  };
}
