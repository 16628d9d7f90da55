import { MetricUnit } from "@aws-lambda-powertools/metrics";
import { expect, it, vi } from "vitest";
import { captured, localPlatform } from "../../local/platform.ts";
import { systemClock } from "../../shared/platform.ts";

function aPlatform() {
  const seen = captured();
  return { seen, platform: localPlatform({ clock: systemClock, transport: () => ({}), fetch, captured: seen }) };
}

it("captures every log entry and every metric as JSON, and prints none", () => {
  const printed = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  const { seen, platform } = aPlatform();

  const logger = platform.logger("report-status");
  logger.info("posted", { id: 7 });
  logger.error("failed", new Error("reason"));
  const metrics = platform.metrics("report-status");
  metrics.addMetric("Posted", MetricUnit.Count, 1);
  metrics.publishStoredMetrics();

  expect(seen.logs.map((line) => JSON.parse(line))).toMatchObject([
    { level: "INFO", message: "posted", service: "report-status", id: 7 },
    { level: "ERROR", message: "failed", error: { message: "reason" } },
  ]);
  expect(seen.metrics.map((line) => JSON.parse(line))).toMatchObject([{ Posted: 1, service: "report-status" }]);
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

it("captures the warnings of the metrics tool too", () => {
  const { seen, platform } = aPlatform();

  platform.metrics("conclude").addDimension("stage", "");

  expect(seen.logs.join("\n")).toContain("stage");
});
