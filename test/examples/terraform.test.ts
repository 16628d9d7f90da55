import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultIdentityNames, resolveRelease } from "../../shared/domain/identity.ts";

const folder = join(import.meta.dirname, "../../examples/terraform");
const hasTerraform = spawnSync("terraform", ["version"]).status === 0;

const release = { id: "v2.3.1", commit: "a".repeat(40), project: "42", pipeline: "1001", ref: "v2.3.1" };

/** Applies the parts of the module that need no provider: the network is not asked for one. */
function applied(values: object) {
  const place = mkdtempSync(join(tmpdir(), "terraform-"));
  for (const file of ["variables.tf", "release.tf", "outputs.tf"]) cpSync(join(folder, file), join(place, file));
  writeFileSync(
    join(place, "terraform.tfvars.json"),
    JSON.stringify({ cluster: "production", service: "bf", ...values }),
  );
  const { status, stderr } = spawnSync("terraform", ["apply", "-auto-approve", "-no-color"], { cwd: place });
  const output = () => JSON.parse(execFileSync("terraform", ["output", "-json"], { cwd: place }).toString());
  return { succeeded: status === 0, stderr: stderr.toString(), output };
}

describe.skipIf(!hasTerraform)("the Terraform module", () => {
  it("is formatted as terraform fmt does", () => {
    expect(spawnSync("terraform", ["fmt", "-check", "-recursive", join(folder, "..")]).status).toBe(0);
  });

  it("refuses a shortened commit sha, which GitLab would", () => {
    const { succeeded, stderr } = applied({ release: { ...release, commit: "a".repeat(8) } });
    expect(succeeded).toBe(false);
    expect(stderr).toContain("full commit sha");
  });

  it("refuses a profile that is no YAML", () => {
    const { succeeded, stderr } = applied({ release, profile: "checks: [" });
    expect(succeeded).toBe(false);
    expect(stderr).toContain("rollout-validator lint");
  });

  it("stamps a release so that the validator finds it by the names it knows by itself", () => {
    const { value } = applied({ release }).output().environment;
    const environment = Object.fromEntries(
      value.map(({ name, value: text }: { name: string; value: string }) => [name, text]),
    );
    const container = {
      name: "app",
      image: "app",
      essential: true,
      hasHealthCheck: false,
      environment,
      dockerLabels: {},
      logOptions: {},
    };
    const taskDefinition = { arn: "arn", containers: [container], tags: {} };
    const found = resolveRelease({
      taskDefinition,
      serviceTags: {},
      service: "bf",
      number: "1",
      names: defaultIdentityNames,
    });

    expect(found).toEqual({
      id: release.id,
      source: "container environment",
      commit: release.commit,
      project: release.project,
      pipelineId: release.pipeline,
      ref: release.ref,
    });
  });

  it("leaves out what a release does not carry", () => {
    const { pipeline: _, ref: __, ...bare } = release;
    const { value } = applied({ release: bare }).output().environment;
    expect(value.map(({ name }: { name: string }) => name)).toEqual(["CI_COMMIT_SHA", "CI_PROJECT_ID", "RELEASE_ID"]);
  });
});

describe("the Terraform module", () => {
  it("publishes a profile where open-validation looks for it", () => {
    expect(readFileSync(join(folder, "main.tf"), "utf8")).toContain(
      '"$' + "{var.prefix}/profiles/$" + "{var.cluster}/$" + '{var.service}"',
    );
  });
});
