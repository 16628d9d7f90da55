import { InvalidArgumentError } from "commander";

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
