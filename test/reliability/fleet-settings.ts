import type { VirtualClock } from "../../local/clock/virtual-clock.ts";
import { type FakeGitlab, fakeGitlab } from "../../local/gitlab/fake-gitlab.ts";
import type { Scenario } from "../../local/scenario/schema/scenario.ts";
import { simulatedSecrets } from "../../local/secrets/simulated-secrets.ts";
import type { EmbeddedServer } from "../../local/server/embedded-server.ts";
import { simulatedSns } from "../../local/sns/simulated-sns.ts";
import { simulatedSsm } from "../../local/ssm/simulated-ssm.ts";
import { gitlabToken } from "../../local/world/gitlab.ts";
import { lambdaEnvironment, profilePrefix, tokenSecret } from "../../local/world/names.ts";
import { type FleetMember, fleetProject } from "./fleet-members.ts";

const projectId = 42;

/** One project with every release's commit, and the pipelines that deploy them. */
export function fleetGitlab(members: readonly FleetMember[], { clock }: Pick<VirtualClock, "clock">): FakeGitlab {
  const releases = members.flatMap(({ read: { scenario } }) => [scenario.release, olderOf(scenario)]);
  const commits = releases.map(({ commit, ref }) => ({ sha: commit, branches: [ref] }));
  const gitlab = fakeGitlab({
    clock,
    projects: [{ id: projectId, path: fleetProject, commits }],
    bots: [{ token: gitlabToken, username: "project_42_bot", role: "developer", projects: [projectId] }],
  });
  for (const { commit, ref } of releases) gitlab.addPipeline({ projectId, sha: commit, ref, source: "push" });
  return gitlab;
}

function olderOf({ olderRelease, release }: Scenario): Scenario["release"] {
  return olderRelease === "none" ? release : olderRelease;
}

/** Every service's profile, the token, and the topics. */
export function fleetSettings(
  members: readonly FleetMember[],
): Readonly<Record<"ssm" | "secretsmanager" | "sns", EmbeddedServer>> {
  const ssm = simulatedSsm();
  const secrets = simulatedSecrets();
  for (const { read } of members) {
    const { region, cluster, name } = read.scenario.service;
    if (read.profileText !== undefined)
      ssm.setParameter(region, `${profilePrefix}/profiles/${cluster}/${name}`, read.profileText);
    secrets.setSecret(region, tokenSecret, gitlabToken);
  }
  const topics = members.map(({ read }) => lambdaEnvironment(read.scenario.service).topicArn);
  return { ssm: ssm.server, secretsmanager: secrets.server, sns: simulatedSns(topics).server };
}
