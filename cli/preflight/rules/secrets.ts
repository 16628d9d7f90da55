import { redact } from "../../../shared/domain/redaction.ts";
import type { ContainerFacts } from "../facts.ts";
import { byDefinition, listed, ok, type Rule, warn } from "../rule.ts";

/** No secret stands in plain text in the task definition, which many may read. What is found is named, and its value never shown. */
export const plainSecrets: Rule = {
  group: "release",
  name: "plain secrets",
  judge: (facts) =>
    byDefinition(facts, ({ containers }) => {
      const found = containers.flatMap((container) => namesOf(container).map((name) => `${name} of ${container.name}`));
      return found.length === 0
        ? ok("none seen in the containers' environment and log options")
        : warn(
            `whoever may describe the task definition reads ${listed(found)} in plain text`,
            "Put it into Secrets Manager or Parameter Store, refer to it by secrets (secretOptions of the log driver), and change it: it is known.",
          );
    }),
};

function namesOf({ environment, logOptions }: ContainerFacts): readonly string[] {
  return [...Object.entries(environment), ...Object.entries(logOptions)]
    .filter(([name, value]) => isSecret(name, value))
    .map(([name]) => name);
}

/** Names beyond those that redaction knows: Django's and Rails' key of all signatures. */
const keyNames = /^(?:.*_)?secret_?key(?:_?base)?$/i;
/** A reference to a secret, a number or a switch under such a name tells nobody anything. */
const harmless = /^(?:arn:aws[a-z-]*:.*|\d{0,6}|true|false|null|none)$/i;

/** What a log would be redacted of, by the name or by the value itself. */
function isSecret(name: string, value: string): boolean {
  if (harmless.test(value.trim())) return false;
  const pair = `${name}=${value}`;
  return keyNames.test(name) || redact(pair, { emails: false }) !== pair;
}
