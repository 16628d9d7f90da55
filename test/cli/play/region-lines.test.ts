import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { regionLines } from "../../../cli/play/region-lines.ts";
import { textOf } from "../../../cli/text/line.ts";

const aws = "http://127.0.0.1:39897";
const services = ["ECS", "CLOUDWATCH", "CLOUDWATCH_LOGS", "DYNAMODB", "SFN", "EVENTBRIDGE", "SSM", "SNS", "STS"];
const environment = {
  ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, aws])),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: aws,
  AWS_ACCESS_KEY_ID: "simulated",
  AWS_SECRET_ACCESS_KEY: "simulated",
};
const texts = regionLines(["ap-southeast-2", "eu-west-1"], { urls: { aws }, environment }).map(textOf);

it("what to do in several Regions stands on a terminal of 80 by 24, with room for the command that asked and for what comes", () => {
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(80);
  expect(texts.length).toBeLessThanOrEqual(18);
});

it("its lines for the shell set every variable as they stand", () => {
  const shell = texts.filter((text) => /^ {2}(?:url=|export )/.test(text)).join("\n");
  const set = execFileSync("sh", ["-c", `${shell}\nenv`], { env: {}, encoding: "utf8" });

  for (const [name, value] of Object.entries(environment)) expect(set).toContain(`${name}=${value}\n`);
});
