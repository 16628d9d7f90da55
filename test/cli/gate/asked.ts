import { gateCommand } from "../../../cli/gate/gate-command.ts";
import type { GateOptions } from "../../../cli/gate/gate-options.ts";
import type { Rules } from "../../../cli/gate/question.ts";
import type { SomeRegions } from "../../builders/some-regions.ts";

/** Who asks. */
export const principal = "arn:aws:sts::111122223333:assumed-role/ci/job";

/** Asks whether v2.3.1 of shop may go, by these options; resolves to the exit code. */
export function asked(regions: SomeRegions, over: Partial<GateOptions> = {}, rules: Rules = { regions: [] }) {
  const ports = {
    ...regions,
    openPassedIn: regions.open,
    identify: async () => ({ principal }),
    rules: async () => rules,
  };
  const options = { release: "v2.3.1", service: "shop", appearWithin: 300, timeout: 2700, wait: true };
  return gateCommand(regions.cli, ports, { ...options, ...over });
}
