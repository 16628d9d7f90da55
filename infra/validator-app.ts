import { App, type AppProps, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { type StageConfig, stages } from "./config.ts";
import { ValidatorStack, type ValidatorStackProps } from "./validator-stack.ts";

export interface ValidatorAppProps {
  readonly code: ValidatorStackProps["code"];
  readonly stages?: Readonly<Record<string, StageConfig>>;
  readonly app?: AppProps;
}

/**
 * One stack for each stage, named `ecs-rollout-validator-<stage>`. Synthesis fails on any finding of cdk-nag's AwsSolutions
 * rules that is not acknowledged beside its cause. Deploy one stage to an account and Region: two would validate every rollout twice.
 */
export function validatorApp({ code, stages: given = stages, app: appProps }: ValidatorAppProps): App {
  const app = new App(appProps);
  for (const [stage, config] of Object.entries(given))
    new ValidatorStack(app, `ecs-rollout-validator-${stage}`, { config, code });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
