import { expect, it } from "vitest";
import { waitView } from "../../../cli/wait/wait-view.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCli, aScreen } from "../a-cli.ts";
import { shownBy } from "../a-terminal.ts";

it("the live view shows every Region with its checks in place, and what a check logged stays text", () => {
  let now = at(300);
  const cli = aCli({ stdout: aScreen({ isTTY: true, columns: 100, rows: 20 }), clock: { now: () => now } });
  const view = waitView(cli, "Waiting for shop");
  const until = { appearBy: at(600), end: at(3000) };
  const rollout = {
    ...aGateRollout({ verdict: "running" }),
    findings: [aFinding({ status: "failed", reason: "\u001b[2Jgone" })],
    measurements: [],
    timeline: [],
    signals: [],
    deliveries: [],
    tasks: [],
  };

  view.show([{ region: "ap-southeast-2" }, { region: "eu-west-1", trouble: { reason: "was throttled" } }], until);
  now = at(305);
  view.show([{ region: "ap-southeast-2", rollout }, { region: "eu-west-1" }], until);
  view.close();

  expect(shownBy(cli.stdout.text())).toEqual([
    "Waiting for shop  5s",
    "  ap-southeast-2  0 of 1 checks passed, verdict by 10:23:00",
    "    NG started: gone",
    "  eu-west-1  no validation seen yet, waited for until 10:10:00",
  ]);
});
