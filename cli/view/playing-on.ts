import { currentRelease, type RolloutView } from "./rollout-view.ts";

/** Whether the latest deploy has its verdict and the scenario still has something to play. */
export function isPlayingOn(view: RolloutView, endsAt: number | undefined): endsAt is number {
  const release = currentRelease(view);
  const hasVerdict =
    view.verdicts.length >= view.deploys.filter(({ at }) => at >= 0).length ||
    view.verdicts.some((verdict) => verdict.release === release);
  return endsAt !== undefined && view.at < endsAt && view.deploys.length > 0 && hasVerdict;
}
