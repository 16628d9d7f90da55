import type { StatusIntent } from "../../shared/domain/commit-status.ts";

export const aCommit = "4f9b1c0d2e3a5968778695a4b3c2d1e0f9a8b7c6";

/** The verdict of a healthy rollout, as GitLab is to show it. */
export function aStatusIntent(over: Partial<StatusIntent> = {}): StatusIntent {
  return {
    host: "https://gitlab.example.com",
    project: "77",
    commit: aCommit,
    ref: "main",
    name: "deploy-verified/production/eu-west-1/bf-manage-core",
    attempt: Date.parse("2026-03-01T10:00:00Z"),
    phase: "verdict",
    state: "success",
    description: "Verified: 5/5 checks in 4m12s, 4/4 tasks healthy",
    targetUrl: "https://verify.example.com/v/1",
    ...over,
  };
}

export function aRunningIntent(over: Partial<StatusIntent> = {}): StatusIntent {
  return aStatusIntent({ phase: "running", state: "running", description: "Validating: 0/5 checks passed", ...over });
}
