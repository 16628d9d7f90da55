import type { RateQuota } from "../server/rate-quota.ts";

/** Token buckets of the read calls, per account and Region, shared with every other tool (facts of the ECS API reference, "request throttling"). */
export const readQuotas: readonly RateQuota[] = [
  { operations: ["DescribeServices", "ListServices"], burst: 100, perSecond: 20 },
  { operations: ["DescribeTasks", "ListTasks"], burst: 100, perSecond: 20 },
  { operations: ["ListServiceDeployments", "DescribeServiceDeployments"], burst: 50, perSecond: 20 },
  { operations: ["DescribeServiceRevisions"], burst: 50, perSecond: 20 },
  { operations: ["DescribeTaskDefinition"], burst: 50, perSecond: 20 },
  // The facts name no bucket of ListClusters; it is held to that of its sister here.
  { operations: ["DescribeClusters", "ListClusters"], burst: 50, perSecond: 20 },
];
