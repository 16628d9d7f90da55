import { hintRules } from "../../shared/domain/line-hints.ts";
import { messageRules } from "../../shared/domain/service-messages.ts";
import { stopRules, unclassified } from "../../shared/domain/stops/stop-rules.ts";

interface Cause {
  readonly name: string;
  readonly fault?: string;
  readonly meaning: string;
  readonly nextStep: string;
}

const introduction = `# Diagnosis

<!-- Made by \`npm run docs\` from shared/domain/stops, shared/domain/service-messages.ts and shared/domain/line-hints.ts; change those. -->

What the validator makes of a task that stops, of what ECS says about a service, and of what a container that died logged last. The first row that fits counts.

Only stops that are the release's or its configuration's fault count as failures: two of them decide, or as many as \`maxStops\` says, in a row or not, whatever ECS's circuit breaker counts.
The container that is blamed is the one that ended first by itself: exit code 143 is a container that was told to stop because another one ended, and exit code 137
is out of memory only where ECS says so.
`;

/** docs/diagnosis.md. */
export function diagnosisPage(): string {
  return [
    introduction,
    section("Why a task stopped", [...stopRules, unclassified]),
    section("What ECS says about the service", messageRules),
    `${section("What the last lines point to", hintRules)}
A cause that is found in the last lines replaces the explanation of an exit; the class and whose fault it is stay.
`,
  ].join("\n");
}

function section(title: string, causes: readonly Cause[]): string {
  const withFault = causes.some(({ fault }) => fault !== undefined);
  const columns = ["cause", ...(withFault ? ["whose fault"] : []), "means", "do first"];
  const rows = causes
    .filter(
      ({ name, meaning }, index) => causes.findIndex((one) => one.name === name && one.meaning === meaning) === index,
    )
    .map(({ name, fault, meaning, nextStep }) => [name, ...(withFault ? [fault ?? ""] : []), meaning, nextStep]);
  const lines = [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `## ${title}\n\n${lines.join("\n")}\n`;
}
