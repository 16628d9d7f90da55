import { Code } from "aws-cdk-lib/aws-lambda";
import { bundleFolder, bundleFunctions } from "./bundle.ts";
import { validatorApp } from "./validator-app.ts";

bundleFunctions();
validatorApp({ code: (folder) => Code.fromAsset(bundleFolder(folder)) }).synth();
