import type { Listening } from "../../local/server/listen.ts";
import { commandName } from "../command-name.ts";
import { type Line, line, styled } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";

/** A terminal of the usual size. */
const usualColumns = 80;

interface Served {
  readonly urls: Pick<Listening["urls"], "aws">;
  readonly environment: Readonly<Record<string, string>>;
}

/** What to type in another shell; every line fits a terminal of the usual size and works as it stands. */
export function regionLines(regions: readonly string[], { urls, environment }: Served): readonly Line[] {
  const assignments = Object.entries(environment).map(
    ([name, value]) => `${name}=${value === urls.aws ? "$url" : value}`,
  );
  return [
    line(styled("bold", regions.join(", ")), styled("dim", `  simulated AWS on ${urls.aws}`)),
    line("In another shell:"),
    line(`  url=${urls.aws}`),
    ...wrap(assignments.join(" "), usualColumns - "  export ".length).map((text) => line(`  export ${text}`)),
    line("then deploy, and ask for the verdict:"),
    ...regions.map((region) => line(`  curl -X POST "$url/regions/${region}/deploy?release=v2.3.1"`)),
    line(`  ${commandName} wait --release v2.3.1 --service bf-manage-core \\`),
    line(`    --regions ${regions.join(",")}`),
    ...wrap(
      "Before its deploy a Region has no validator and no evidence; a further deploy begins it anew.",
      usualColumns,
    ).map((text) => line(styled("dim", text))),
  ];
}
