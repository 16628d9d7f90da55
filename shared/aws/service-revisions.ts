import { DescribeServiceRevisionsCommand, type ECSClient } from "@aws-sdk/client-ecs";
import type { ServiceRevisions } from "../ports/ecs.ts";
import { call } from "./call.ts";

/** Service revisions in ECS, which has none for what was deployed before 25 October 2024. */
export function serviceRevisions(ecs: ECSClient): ServiceRevisions {
  return {
    imageDigests: async (arn) => {
      const { serviceRevisions: revisions = [] } = await call("ecs:DescribeServiceRevisions", arn, () =>
        ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] })),
      );
      const images = revisions[0]?.containerImages;
      const pairs = images?.flatMap(({ containerName, imageDigest }) =>
        containerName === undefined || imageDigest === undefined ? [] : [[containerName, imageDigest] as const],
      );
      return pairs && Object.fromEntries(pairs);
    },
  };
}
