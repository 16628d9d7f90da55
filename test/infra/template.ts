import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { type StageConfig, stages } from "../../infra/config.ts";
import { validatorApp } from "../../infra/validator-app.ts";

export const root = join(import.meta.dirname, "../..");

/** The flags of cdk.json, which the CDK CLI passes to the app: without them the template would be another one. */
const context: Record<string, unknown> = JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")).context;

export function anApp(stage: Partial<StageConfig> = {}): App {
  const asset = mkdtempSync(join(tmpdir(), "validator-asset-"));
  writeFileSync(join(asset, "index.mjs"), "export const handler = async () => {};\n");
  return validatorApp({
    code: () => Code.fromAsset(asset),
    stages: { test: { ...stages.production, ...stage } },
    // Where each construct was made stands in no template, and finding it out is dear.
    app: { context, stackTraces: false, outdir: mkdtempSync(join(tmpdir(), "validator-synth-")) },
  });
}

export function theStack(app: App): Stack {
  const stack = app.node.tryFindChild("ecs-rollout-validator-test");
  if (!Stack.isStack(stack)) throw new Error("The app has no stack of that name.");
  return stack;
}

const synthesised = new Map<string, Template>();

/** The template of the stack, which is synthesised with all its policy checks: once for each stage, as nothing changes a template. */
export function aTemplate(stage: Partial<StageConfig> = {}): Template {
  const key = JSON.stringify(stage);
  const template = synthesised.get(key) ?? Template.fromStack(theStack(anApp(stage)));
  synthesised.set(key, template);
  return template;
}

export interface Resource<Properties> {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

/** The resources of a type by logical id; throws when there is none, so that no assertion passes on nothing. */
export function resourcesOf<Properties>(template: Template, type: string): ReadonlyMap<string, Resource<Properties>> {
  const found = new Map(Object.entries(template.findResources(type) as Record<string, Resource<Properties>>));
  if (found.size === 0) throw new Error(`The template has no ${type}.`);
  return found;
}
