/** The rollout that took another's place as people know it: `v2.3.2 (ecs-svc/9075294001379389663)`; its deployment alone where its release is not known. */
export function successorText(deploymentId: string, release: string | undefined): string {
  return release === undefined ? deploymentId : `${release} (${deploymentId})`;
}
