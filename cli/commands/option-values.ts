import { InvalidArgumentError, Option } from "commander";
import { isKnownRelease, isRegion } from "../../shared/domain/names.ts";
import { Period } from "../../shared/schema/period.ts";
import { EnvironmentName } from "../../shared/schema/promotion.ts";

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100_000))
    throw new InvalidArgumentError("It must be a number above 0 and at most 100000.");
  return value;
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("It must be a port, 0 to 65535; 0 takes a free one.");
  return value;
}

/** `30m`, `4h`, `7d` as seconds. */
export function period(text: string): number {
  const parsed = Period.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError("It must be a period from 1s to 90d, such as 30m, 4h or 7d.");
  return parsed.data;
}

/** A release id under which evidence can be kept. What a shell or CI left empty or unexpanded is refused before anything is waited for. */
export function releaseId(text: string): string {
  if (!isKnownRelease(text))
    throw new InvalidArgumentError(
      "It must be a release id, at most 128 letters, digits and . _ + / : @ -, such as v2.3.1; CI_COMMIT_TAG is empty in pipelines without a tag.",
    );
  return text;
}

/** Name of a service or a cluster. */
export function ecsName(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(text))
    throw new InvalidArgumentError("It must be a name as ECS takes it: letters, digits, - and _.");
  return text;
}

export function awsRegion(text: string): string {
  if (!isRegion(text)) throw new InvalidArgumentError("It must be an AWS Region such as ap-southeast-2.");
  return text;
}

export function environmentName(text: string): string {
  if (!EnvironmentName.safeParse(text).success)
    throw new InvalidArgumentError("It must be lower case letters, digits and dashes, such as staging.");
  return text;
}

/** A point in time as ISO 8601 text, e.g. CI_PIPELINE_CREATED_AT. */
export function pointInTime(text: string): string {
  const value = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(value))
    throw new InvalidArgumentError("It must be a time such as 2026-03-01T10:00:00Z.");
  return new Date(value).toISOString();
}

/** An option that is a period; its default as people write it. */
export function periodOption(flags: string, description: string, standard: string): Option {
  return new Option(flags, description).argParser(period).default(period(standard), standard);
}
