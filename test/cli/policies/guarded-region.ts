import { deployedRegions } from "../../../cli/play/deployed-regions.ts";
import type { Permission } from "../../../infra/permission.ts";
import { accountBorder } from "../../../local/iam/border.ts";
import { simulatedIam } from "../../../local/iam/simulated-iam.ts";
import { allow } from "../../../local/iam/statement.ts";
import { signedKey } from "../../../local/server/address.ts";
import { routeRegions } from "../../../local/server/region-router.ts";
import { aCli } from "../a-cli.ts";

export const account = "111122223333";
export const region = "ap-southeast-2";

/** A Region of one account in which a healthy release v2.3.1 is being validated, and roles that hold these permissions and nothing else. */
export async function guardedRegion(permissions: Readonly<Record<string, readonly Permission[]>>) {
  const deployed = deployedRegions(aCli(), { regions: [region], scenario: "healthy", speed: 400 });
  const roles = Object.entries(permissions).map(([name, may]) => ({
    arn: `arn:aws:iam::${account}:role/${name}`,
    trust: [],
    policy: may.map(allow),
  }));
  const iam = simulatedIam({ account, roles });
  const nobody = () => Promise.reject(new Error("Nobody asks GitLab."));
  const border = accountBorder([iam], { fetch: nobody, now: () => new Date() });
  const asked = new Map<string, Set<string>>(roles.map(({ arn }) => [arn, new Set()]));
  const router = await routeRegions({
    port: 0,
    targetOf: (name) => deployed.targetOf(name),
    answer: deployed.answer,
    border(address, request) {
      const session = iam.session(signedKey(request.headers) ?? "");
      asked.get(session?.role.arn ?? "")?.add(`${address.service}:${address.operation}`);
      return border(address, request);
    },
  });
  const answer = await fetch(`${router.urls.aws}/regions/${region}/deploy?release=v2.3.1`, { method: "POST" });
  if (answer.status !== 202) throw new Error(await answer.text());
  const roleOf = (name: string) => {
    const role = roles.find(({ arn }) => arn.endsWith(`/${name}`));
    if (role === undefined) throw new Error(`There is no role ${name}.`);
    return role;
  };
  return {
    /** What a job of that role has around it. */
    environment(name: string): Record<string, string> {
      const session = iam.openSession(roleOf(name), "job", new Date(Date.now() + 3_600_000));
      return {
        AWS_ENDPOINT_URL: router.urls.aws,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
      };
    },
    /** Every action that jobs of that role asked for, allowed or not. */
    askedBy: (name: string): ReadonlySet<string> => asked.get(roleOf(name).arn) ?? new Set(),
    async close(): Promise<void> {
      await deployed.stop();
      await router.close();
    },
  };
}

export type GuardedRegion = Awaited<ReturnType<typeof guardedRegion>>;
