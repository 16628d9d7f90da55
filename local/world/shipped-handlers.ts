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
import type { FunctionFolder } from "../../statemachine/tasks.ts";
import type { LambdaFunction } from "../lambda/lambda.ts";
import type { Handlers } from "./handlers.ts";

/** The functions as they are deployed, with the time-outs of the stack. */
export const shippedHandlers: Handlers = (platform) =>
  ({
    "receive-event": { timeoutSeconds: 60, handler: entry(receiveEvent, platform) },
    "open-validation": { timeoutSeconds: 60, handler: entry(openValidation, platform) },
    "check-task-health": { timeoutSeconds: 60, handler: entry(checkTaskHealth, platform) },
    "check-log-signatures": { timeoutSeconds: 90, handler: entry(checkLogSignatures, platform) },
    "check-operations": { timeoutSeconds: 60, handler: entry(checkOperations, platform) },
    "record-evidence": { timeoutSeconds: 60, handler: entry(recordEvidence, platform) },
    "await-signal": { timeoutSeconds: 30, handler: entry(awaitSignal, platform) },
    announce: { timeoutSeconds: 20, handler: entry(announce, platform) },
    "ask-gate": { timeoutSeconds: 60, handler: entry(askGate, platform) },
    conclude: { timeoutSeconds: 60, handler: entry(conclude, platform) },
    reconcile: { timeoutSeconds: 180, handler: entry(reconcile, platform) },
    "report-status": { timeoutSeconds: 90, handler: entry(reportStatus, platform) },
  }) satisfies Record<FunctionFolder, LambdaFunction>;
