import type { SignaturePreset } from "../../shared/checks/log-signature/presets/preset.ts";
import { presets } from "../../shared/checks/log-signature/presets/presets.ts";
import { example, firelens, introduction, kindTexts, readings } from "./configuration-texts.ts";
import { type JsonSchema, profileJsonSchema } from "./profile-json-schema.ts";

/** docs/configuration.md. */
export function configurationPage(): string {
  const schema = profileJsonSchema();
  const { checks, ...rest } = schema.properties ?? {};
  const kinds = checks?.items?.oneOf ?? [];
  return [
    introduction,
    example,
    "## The profile\n",
    table({ ...schema, properties: { ...rest, checks: { ...checks, type: "list of checks" } as JsonSchema } }),
    "## Kinds of checks\n",
    ...kinds.flatMap(kindSection),
    firelens,
    readings,
    "## Presets\n",
    "A preset knows the lines by which a migration tool says that it succeeded, found nothing to do, or failed. `expect` and `reject` of the profile add to it.\n",
    ...Object.entries(presets).flatMap(([name, preset]) => presetSection(name, preset)),
  ].join("\n");
}

function kindSection(schema: JsonSchema): readonly string[] {
  const kind = String(schema.properties?.["kind"]?.const ?? "");
  return [`### \`${kind}\`\n`, `${kindTexts[kind] ?? ""}\n`, table(schema)];
}

function table(schema: JsonSchema): string {
  const rows = rowsOf(schema, "").map(
    ([name, type, standard, text]) => `| \`${name}\` | ${type} | ${standard} | ${text} |`,
  );
  return ["| option | type | default | meaning |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

type Row = readonly [name: string, type: string, standard: string, text: string];

function rowsOf(schema: JsonSchema, prefix: string): readonly Row[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "$schema")
    .flatMap(([name, option]): readonly Row[] => {
      const path = `${prefix}${name}`;
      const isRequired = schema.required?.includes(name) ?? false;
      const standard =
        option.default === undefined
          ? isRequired
            ? "required"
            : "-"
          : `\`${JSON.stringify(option.default).replaceAll('"', "")}\``;
      const nested = option.properties ?? option.items?.properties;
      const below =
        nested === undefined
          ? []
          : rowsOf({ ...option, ...option.items, properties: nested }, option.items ? `${path}[].` : `${path}.`);
      return [[path, typeText(option), standard, cell(option.description ?? "")], ...below];
    });
}

function typeText(option: JsonSchema): string {
  if (option.const !== undefined) return `\`${String(option.const)}\``;
  if (option.enum) return option.enum.map((each) => `\`${String(each)}\``).join(", ");
  const choices = option.anyOf ?? option.oneOf;
  if (choices) return [...new Set(choices.map(typeText))].join(" or ");
  if (option.pattern?.includes("\\d{1,5}h")) return "duration";
  if (option.type === "array") return option.items?.properties ? "list" : `list of ${typeText(option.items ?? {})}`;
  if (option.type === "string") return "text";
  const safe = Number.MAX_SAFE_INTEGER;
  const bounded =
    option.type === "integer" && Math.abs(option.minimum ?? safe) < safe && Math.abs(option.maximum ?? safe) < safe;
  return bounded ? `${option.minimum} to ${option.maximum}` : (option.type ?? "any");
}

function presetSection(name: string, { tool, source, caveat, success, failure }: SignaturePreset): readonly string[] {
  const lines = (kind: string, patterns: SignaturePreset["success"]): readonly string[] =>
    patterns.map(({ means, pattern }) => `| ${kind} | ${cell(means)} | ${patternCell(pattern)} |`);
  return [
    `### \`${name}\` (${tool})\n`,
    `Lines from: ${source}\n`,
    ...(caveat === undefined ? [] : [`**Mind:** ${caveat}\n`]),
    "| | means | pattern |",
    "| --- | --- | --- |",
    ...lines("success", success),
    ...lines("failure", failure),
    "",
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** A pattern as code inside a table cell, where only the bar must be escaped. */
function patternCell(pattern: string): string {
  const fence = pattern.includes("`") ? "``" : "`";
  return `${fence}${pattern.replaceAll("|", "\\|")}${fence}`;
}
