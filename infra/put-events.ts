import { ArnFormat, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { eventSource } from "../shared/schema/verdict-event.ts";
import type { Permission } from "./permission.ts";

/** Puts events of these types on the default bus. The condition keys hold what a function may pretend to be (Service Authorization Reference, Amazon EventBridge). */
export function putEvents(scope: Construct, detailTypes: readonly string[]): Permission {
  const bus = { service: "events", resource: "event-bus", resourceName: "default" };
  return {
    actions: ["events:PutEvents"],
    resources: [Stack.of(scope).formatArn({ ...bus, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    conditions: { StringEquals: { "events:source": eventSource, "events:detail-type": detailTypes } },
  };
}
