import type { ApplyResult } from "../../shared/domain/apply-result.ts";
import { at } from "./a-rollout.ts";

/** Terraform applied v2.3.1 of `shop` 40 s after its rollout began. */
export function anApply(over: Partial<ApplyResult> = {}): ApplyResult {
  return {
    id: "1",
    service: "shop",
    region: "ap-southeast-2",
    outcome: "success",
    at: at(40),
    jobUrl: "https://gitlab.example.com/fleet/shop/-/jobs/4711",
    by: { principal: "arn:aws:sts::111122223333:assumed-role/deploy/job" },
    ...over,
  };
}
