import type { StatusIntent } from "../domain/commit-status.ts";
import type { Secrets } from "../ports/statuses.ts";
import { externalName, fitText } from "./fit-intent.ts";
import type { Ledger } from "./ledger.ts";
import type { Remedy } from "./react.ts";

/** What one call is about to send; each remedy changes it. */
export interface Draft {
  readonly intent: StatusIntent;
  /** Empty when the secret holds nothing that can be sent. */
  readonly token: string;
  readonly refusedPipeline?: string;
  /** The remedies that were tried. */
  readonly spent: ReadonlySet<Remedy>;
  /** How often this call has waited. */
  readonly waited: number;
}

export interface DraftSources {
  readonly secrets: Secrets;
  /** Id of the secret that holds the token. */
  readonly secret: string;
  readonly ledger: Ledger;
}

/** Long enough for a verdict and its reason, short enough for any limit that GitLab may have set lower. */
const shortText = 100;

export async function firstDraft(sources: DraftSources): Promise<Draft> {
  const { desired, name = desired.name } = sources.ledger.record();
  return { intent: { ...desired, name }, token: await usableToken(sources), spent: new Set(), waited: 0 };
}

export async function withRemedy(draft: Draft, remedy: Remedy, sources: DraftSources): Promise<Draft> {
  const { intent } = draft;
  const next = { ...draft, spent: new Set([...draft.spent, remedy]) };
  switch (remedy) {
    case "fresh token":
      return { ...next, token: await usableToken(sources, { fresh: true }) };
    case "another name":
      return { ...next, intent: { ...intent, name: externalName(intent.name) } };
    case "shorter text":
      return { ...next, intent: { ...intent, description: fitText(intent.description, shortText) } };
    case "no link": {
      const { targetUrl: _, ...rest } = intent;
      return { ...next, intent: rest };
    }
    case "another pipeline": {
      const { pipelineId } = sources.ledger.record();
      await sources.ledger.save({ pipelineId: undefined });
      return { ...next, ...(pipelineId !== undefined && { refusedPipeline: pipelineId }) };
    }
    case "no pipeline":
    case "read first":
      return next;
    default:
      return remedy satisfies never;
  }
}

/** A value with a blank or a line break would be refused as a header, with an error that quotes it. */
async function usableToken({ secrets, secret }: DraftSources, options?: { readonly fresh: boolean }): Promise<string> {
  const token = (await secrets.value(secret, options)).trim();
  return /^[\x21-\x7e]+$/.test(token) ? token : "";
}
