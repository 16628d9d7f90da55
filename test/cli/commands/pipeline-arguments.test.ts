import { describe, expect, it } from "vitest";
import { aCli } from "../a-cli.ts";
import { run } from "../run.ts";

const region = "ap-southeast-2";
const asked = ["--release", "v2.3.1", "--service", "shop"];
const passedIn = ["gate", ...asked, "--passed-in"];

async function refused(argv: readonly string[]) {
  const cli = aCli({ env: { EVIDENCE_TABLE: "evidence" } });
  const code = await run(argv, cli);
  return { code, out: cli.stdout.text(), said: cli.stderr.text() };
}

describe("what can only be a slip is refused at once, with 2 and a hint", () => {
  it.each(["", " ", "v1 v2", "v1#2", "$CI_COMMIT_TAG", "v1$(id)", "v1;id", "ü1", "v".repeat(129)])(
    "such as the release %j",
    async (release) => {
      for (const command of ["wait", "gate", "decide"]) {
        const rest = command === "decide" ? ["--as", "alert", "--reason", "x"] : [];
        const { code, said, out } = await refused([command, "--release", release, "--service", "shop", ...rest]);

        expect([code, out]).toEqual([2, ""]);
        expect(said).toContain("It must be a release id, at most 128 letters, digits and . _ + / : @ -");
      }
    },
  );

  it.each([
    ["a service that ECS would not take", ["wait", "--release", "v1", "--service", "a b"], "as ECS takes it"],
    ["no service", ["gate", "--release", "v1", "--service", "", "--after", region], "as ECS takes it"],
    ["a cluster that ECS would not take", ["gate", ...asked, "--after", region, "--cluster", "a/b"], "as ECS takes it"],
    ["a Region that is none", [...passedIn, "staging", "--passed-in-region", "x y"], "such as ap-southeast-2"],
    ["a target that is no Region", ["gate", ...asked, "--after", region, "--to", "Europe"], "such as ap-southeast-2"],
    ["an environment that is none", [...passedIn, "St aging", "--region", region], "lower case letters"],
    ["nothing that is asked", ["gate", ...asked], "Nothing is asked"],
    ["a target that is required before itself", ["gate", ...asked, "--after", region, "--to", region], "before itself"],
    [
      "an image of other services",
      ["gate", "--requires", "a@v1", "--region", region, "--digest", `sha256:${"a".repeat(64)}`],
      "leave out --digest",
    ],
    [
      "a commit of other services",
      ["gate", "--requires", "a@v1", "--region", region, "--commit", "a".repeat(40)],
      "leave out --digest and --commit",
    ],
  ])("such as %s", async (_, argv, hint) => {
    const { code, said, out } = await refused(argv);

    expect([code, out]).toEqual([2, ""]);
    expect(said).toContain(hint);
  });
});
