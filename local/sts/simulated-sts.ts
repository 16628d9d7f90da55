import * as shapes from "@aws-sdk/client-sts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { queryService } from "../server/query-service.ts";

/** STS: GetCallerIdentity. Every caller is the same operator of the account. */
export function simulatedSts(account: string): EmbeddedServer {
  return queryService({
    name: "sts",
    version: "2011-06-15",
    xmlns: "https://sts.amazonaws.com/doc/2011-06-15/",
    shapes,
    validationError: "ValidationError",
    operations: {
      GetCallerIdentity: async () => ({
        Account: account,
        Arn: `arn:aws:sts::${account}:assumed-role/operator/local`,
        UserId: "AROAEXAMPLEEXAMPLEEXA:local",
      }),
    },
  });
}
