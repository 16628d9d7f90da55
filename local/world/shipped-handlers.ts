import { definition as announce } from "../../functions/announce/handler.ts";
import { definition as askGate } from "../../functions/ask-gate/handler.ts";
import { definition as awaitSignal } from "../../functions/await-signal/handler.ts";
import { definition as checkLogSignatures } from "../../functions/check-log-signatures/handler.ts";
import { definition as checkOperations } from "../../functions/check-operations/handler.ts";
import { definition as checkTaskHealth } from "../../functions/check-task-health/handler.ts";
import { definition as conclude } from "../../functions/conclude/handler.ts";
import { entry } from "../../functions/entry.ts";
import { definition as openValidation } from "../../functions/open-validation/handler.ts";
import { definition as receiveEvent } from "../../functions/receive-event/handler.ts";
import { definition as reconcile } from "../../functions/reconcile/handler.ts";
import { definition as recordEvidence } from "../../functions/record-evidence/handler.ts";
import { definition as reportStatus } from "../../functions/report-status/handler.ts";
import { definition as showEvidence } from "../../functions/show-evidence/handler.ts";
import { definition as takeReadings } from "../../functions/take-readings/handler.ts";
import { functionLimits } from "../../statemachine/function-limits.ts";
import type { BundledFolder } from "../../statemachine/tasks.ts";
import type { LambdaFunction } from "../lambda/lambda.ts";
import type { Handlers } from "./handlers.ts";

/** The functions as they are deployed, with the time-outs of the stack. */
export const shippedHandlers: Handlers = (platform) =>
  withLimits({
    "receive-event": entry(receiveEvent, platform),
    "open-validation": entry(openValidation, platform),
    "check-task-health": entry(checkTaskHealth, platform),
    "check-log-signatures": entry(checkLogSignatures, platform),
    "check-operations": entry(checkOperations, platform),
    "record-evidence": entry(recordEvidence, platform),
    "await-signal": entry(awaitSignal, platform),
    announce: entry(announce, platform),
    "ask-gate": entry(askGate, platform),
    conclude: entry(conclude, platform),
    reconcile: entry(reconcile, platform),
    "report-status": entry(reportStatus, platform),
    "take-readings": entry(takeReadings, platform),
    "show-evidence": entry(showEvidence, platform),
  });

function withLimits(handlers: Readonly<Record<BundledFolder, LambdaFunction["handler"]>>): ReturnType<Handlers> {
  return Object.fromEntries(
    Object.entries(handlers).map(([folder, handler]) => [
      folder,
      { timeoutSeconds: functionLimits[folder as BundledFolder].seconds, handler },
    ]),
  );
}
