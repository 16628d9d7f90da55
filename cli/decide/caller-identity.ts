import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import { call } from "../../shared/aws/call.ts";
import { stsClient } from "../../shared/aws/clients.ts";
import type { OperatorDecision } from "../../shared/domain/operator-decision.ts";
import { machinePlatform } from "../../shared/platform.ts";
import type { Cli } from "../cli.ts";

/** Who decides or tells: what AWS says of the credentials, and beside it the GitLab user of the job, who is only told by the job itself. */
export type Identify = (region: string) => Promise<OperatorDecision["by"]>;

const userName = /^[\w.@-]{1,255}$/;

/** Asks AWS STS, or wherever AWS_ENDPOINT_URL_STS points; a clock that is given hears its answer. The call needs no permission. */
export function callerIdentity({ env }: Pick<Cli, "env">, clock?: Pick<AwsClock, "hear">): Identify {
  return async (region) => {
    const sts = stsClient(machinePlatform, region);
    clock?.hear(sts);
    const { Arn = "unknown" } = await call("sts:GetCallerIdentity", region, () =>
      sts.send(new GetCallerIdentityCommand()),
    );
    const user = env["GITLAB_USER_LOGIN"] ?? "";
    return { principal: Arn, ...(userName.test(user) && { gitlabUser: user }) };
  };
}
