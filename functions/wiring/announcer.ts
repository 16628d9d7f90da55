import { announceLimits, eventsClient, snsClient } from "../../shared/aws/clients.ts";
import { eventSink } from "../../shared/aws/event-sink.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { serviceHistory } from "../../shared/aws/service-history.ts";
import { snsTopic } from "../../shared/aws/topic.ts";
import { announce } from "../../shared/closing/announce.ts";
import type { Platform } from "../../shared/platform.ts";
import type { AnnounceEnv } from "../../shared/schema/environment.ts";
import { releaseMetrics } from "./release-metrics.ts";

/** The way to the event bus and the topic, of announce and of reconcile. */
export function announcer(env: AnnounceEnv, platform: Platform) {
  const table = openTable(env, platform);
  const releases = releaseMetrics(platform);
  return announce({
    evidence: evidenceStore(table),
    history: serviceHistory(table),
    events: eventSink(eventsClient(platform, announceLimits)),
    topic: snsTopic(snsClient(platform), env.NOTIFICATION_TOPIC_ARN),
    clock: platform.clock,
    begin: releases.begin,
    count: releases.deployment,
  });
}
