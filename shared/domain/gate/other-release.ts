import { shortDigest } from "../image.ts";
import type { Answer } from "./decision.ts";
import { type GateRollout, isOfCommit, isOfOtherCommit } from "./facts.ts";
import { imagesOf, imagesRun } from "./image-of.ts";
import { type Requirement, requirementName } from "./question.ts";

/** Why this evidence is not, or may not be, of the commit and the image that are asked for. */
export function otherRelease(requirement: Requirement, own: GateRollout): Answer | undefined {
  return commitOf(requirement, own) ?? imageOf(requirement, own);
}

/** What is to be told where evidence counts although it knows no commit: nobody asked for one by name, the pipeline has it. */
export function commitRemark(requirement: Requirement, { record }: GateRollout): string | undefined {
  if (requirement.isCommitOfPipeline !== true || record.release.commit !== undefined) return undefined;
  return `commit not checked: the evidence of ${requirementName(requirement)} knows none`;
}

/** Characters of a commit sha that GitLab shows. */
const shortSha = 8;

function commitOf(requirement: Requirement, { record }: GateRollout): Answer | undefined {
  const { commit, isCommitOfPipeline } = requirement;
  if (commit === undefined || isOfCommit(requirement, record)) return undefined;
  const asked = `asked for the commit ${commit.slice(0, shortSha)}`;
  if (isOfOtherCommit(requirement, record)) {
    const reason = `${asked}, but ${record.release.commit?.slice(0, shortSha)} was judged`;
    return { code: "other commit", reason };
  }
  return isCommitOfPipeline ? undefined : { code: "commit not known", reason: `${asked}; its evidence knows none` };
}

function imageOf({ kind, digest }: Requirement, own: GateRollout): Answer | undefined {
  const [image, ...others] = imagesOf(own);
  if (others.length > 0 && (digest !== undefined || kind === "region"))
    return { code: "other image", reason: severalText(own) };
  if (digest === undefined || digest === image) return undefined;
  const wanted = shortDigest(digest);
  if (image === undefined)
    return { code: "image not known", reason: `asked for ${wanted}; its evidence knows no digest` };
  return { code: "other image", reason: `asked for ${wanted}, but ${shortDigest(image)} was judged` };
}

function severalText(own: GateRollout): string {
  const run = imagesRun(own);
  const names = run.map(shortDigest).join(", ");
  if (run.length > 1) return `its tasks run several images: ${names}`;
  return `its tasks run ${names}, but the release states ${shortDigest(own.record.release.digest ?? "")}`;
}
