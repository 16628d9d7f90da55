import * as z from "zod/mini";

const ContainerName = z.string().check(z.minLength(1), z.maxLength(255));

export const Containers = z
  .union([
    z.pipe(
      ContainerName,
      z.transform((name: string) => [name]),
    ),
    z.array(ContainerName).check(z.minLength(1), z.maxLength(20)),
  ])
  .check(z.describe("Container, or list of containers, whose lines are read; all when absent."));
