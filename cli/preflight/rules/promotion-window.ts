import { isInside, windowText } from "../../../shared/domain/gate/promotion-window.ts";
import { shutWindow } from "../../../shared/domain/gate/shut-window.ts";
import { ok, type Rule, warn } from "../rule.ts";

/** It may be deployed now, by the profile's own word. */
const window: Rule = {
  group: "profile",
  name: "promotion window",
  judge: ({ resolved, now }) => {
    const own = resolved.promotion?.window;
    if (own === undefined) return ok("none: a release may go at any time");
    if (isInside(own, now)) return ok(`open now: ${windowText(own)}`);
    return warn(
      shutWindow([own], now)?.reason ?? `shut now: ${windowText(own)}`,
      "Deploy when it is open; for an emergency the gate has --hotfix with a --reason.",
    );
  },
};

export const windowRules = [window];
