import type { Finding } from "../../shared/domain/finding.ts";
import { serviceArn } from "../ecs/place.ts";
import type { Lambda } from "../lambda/lambda.ts";
import type { Happening } from "../scenario/change.ts";
import type { Service } from "../scenario/schema/service.ts";
import type { Deploy } from "../scenario/stage.ts";
import type { Evidence } from "./evidence.ts";

export interface WatchOptions {
  readonly evidence: Evidence;
  readonly service: Service;
  /** Grows while the scenario plays. */
  readonly deploys: readonly Deploy[];
  readonly tell: (happening: Happening) => void;
}

/** Functions after which a finding or the verdict may be new. */
const writers = new Set(["record-evidence", "conclude", "reconcile"]);

export interface WatchedLambda extends Lambda {
  /** News are still being read. */
  readonly isReading: () => boolean;
}

/**
 * Tells what is new in the evidence whenever a function that writes it has answered. The validator does not wait for the
 * reading: a run that is watched goes the same way as one that is not.
 */
export function watchedLambda(lambda: Lambda, options: WatchOptions): WatchedLambda {
  const told = new Map<string, string>();
  let last: Promise<void> = Promise.resolve();
  let reading = 0;
  return {
    ...lambda,
    isReading: () => reading > 0,
    async invoke(name, payload) {
      const answer = await lambda.invoke(name, payload);
      if (!writers.has(name)) return answer;
      reading += 1;
      last = last
        .then(() => tellNews(options, told))
        .finally(() => {
          reading -= 1;
        });
      return answer;
    },
  };
}

async function tellNews({ evidence, service, deploys, tell }: WatchOptions, told: Map<string, string>): Promise<void> {
  const arn = serviceArn({ region: service.region, account: service.account, cluster: service.cluster }, service.name);
  const once = (key: string, text: string, say: () => void): void => {
    if (told.get(key) === text) return;
    told.set(key, text);
    say();
  };
  for (const { number } of deploys.slice(1)) {
    const dossier = await evidence.dossier({ serviceArn: arn, deploymentId: `ecs-svc/${number}` });
    if (!dossier) continue;
    const release = dossier.record.key.releaseId;
    for (const finding of dossier.findings) {
      once(`${number} ${finding.check}`, `${finding.status} ${finding.reason}`, () =>
        tell(findingNews(release, finding)),
      );
    }
    const { verdict } = dossier.record;
    if (verdict) {
      const { status, decision, reason } = verdict;
      once(number, status, () => tell({ what: "verdict", release, verdict: status, decision, reason }));
    }
  }
}

function findingNews(release: string, { check, status, reason }: Finding): Happening {
  return { what: "finding", release, check, status, reason };
}
