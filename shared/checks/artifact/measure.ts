import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { Rollout } from "../../domain/rollout.ts";
import { ValidatorError } from "../../errors.ts";
import type { ServiceRevisions } from "../../ports/ecs.ts";

/**
 * The digests to which ECS resolved the images of the rollout's revision. Nothing is asked when the release itself states them
 * all, or when the last look has found them: a revision is frozen, and the quota for reading it is shared by all rollouts. A
 * refusal is part of the answer: it must not blind the checks that need no digest.
 */
export async function measureImages(
  revisions: ServiceRevisions,
  { containers }: Rollout,
  { seen, last }: { readonly seen: ServiceMeasurement; readonly last: ServiceMeasurement | undefined },
): Promise<Pick<ServiceMeasurement, "images" | "imagesUnread">> {
  const arn = seen.serviceDeployment?.targetRevisionArn;
  const open = containers.filter(({ released }) => released === undefined).map(({ name }) => name);
  if (arn === undefined || (containers.length > 0 && open.length === 0)) return {};
  const found = last?.images;
  if (found !== undefined && open.length > 0 && open.every((name) => found[name] !== undefined))
    return { images: found };
  try {
    const images = await revisions.imageDigests(arn);
    return images === undefined ? {} : { images };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return { imagesUnread: { error: error.name, message: error.message } };
  }
}
