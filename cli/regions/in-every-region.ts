import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { failureOf } from "../failure.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";

interface FailedRegion {
  readonly region: string;
  readonly code: ExitCode;
  readonly message: string;
}

/** Does something in every Region at once. One that fails keeps no other from it; each reason is told once, and the first one's code is the command's. */
export async function inEveryRegion(
  cli: Pick<Cli, "stderr">,
  regions: readonly string[],
  work: (region: string) => Promise<void>,
): Promise<ExitCode> {
  const outcomes = await Promise.all(
    regions.map(async (region): Promise<readonly FailedRegion[]> => {
      try {
        await work(region);
        return [];
      } catch (error) {
        const { code, message, unexpected } = failureOf(error);
        if (unexpected) throw error;
        return [{ region, code, message }];
      }
    }),
  );
  const failed = outcomes.flat();
  for (const [message, places] of Map.groupBy(failed, (each) => each.message))
    print(cli.stderr, [line(`${places.map(({ region }) => region).join(", ")}: ${message}`)]);
  return failed[0]?.code ?? exitCode.passed;
}
