import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { root } from "../infra/template.ts";
import { ownProject, readPipeline } from "./pipeline/run-pipeline.ts";

interface ListedJob {
  readonly name: string;
  readonly when: string;
}
interface PreviewedJob {
  readonly image?: { readonly name: string };
  readonly script?: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[]; readonly reports: { readonly junit: readonly string[] } };
  readonly release?: object;
}

let project = "";
let released: Readonly<Record<string, PreviewedJob>> = {};
beforeAll(() => {
  project = ownProject();
  released = load(readPipeline(project, "--preview", ["CI_COMMIT_TAG=0.1.0"])) as typeof released;
});

function jobsOf(...variables: readonly string[]): readonly string[] {
  const listed: readonly ListedJob[] = JSON.parse(readPipeline(project, "--list-json", variables));
  return listed.filter(({ when }) => when !== "never").map(({ name }) => name);
}

describe("the pipeline of this repository, as gitlab-ci-local reads it", () => {
  it.each([
    ["a merge request", ["CI_PIPELINE_SOURCE=merge_request_event"]],
    ["the default branch", []],
    ["a tag that is no version", ["CI_COMMIT_TAG=nightly"]],
  ])("only tests %s", (_, variables) => {
    expect(jobsOf(...variables)).toEqual(["test"]);
  });

  it("publishes and releases from a version's tag, after the tests", () => {
    expect(jobsOf("CI_COMMIT_TAG=0.1.0")).toEqual(["test", "publish-package", "release-components"]);
  });

  it("keeps the test report and the pictures of the evidence page, also of a failed run", () => {
    const { test } = released;

    expect(test?.script).toEqual(["bash .ci/run"]);
    expect(statSync(join(root, ".ci/run")).isFile()).toBe(true);
    expect(test?.artifacts).toMatchObject({
      when: "always",
      paths: ["reports/screenshots/"],
      reports: { junit: ["reports/junit.xml", "reports/junit-e2e.xml"] },
    });
    expect(readFileSync(join(root, "vitest.config.ts"), "utf8")).toContain('"reports/junit.xml"');
    expect(readFileSync(join(root, "vitest.e2e.config.ts"), "utf8")).toContain('"reports/junit-e2e.xml"');
    expect(readFileSync(join(root, "test/e2e/evidence-page.test.ts"), "utf8")).toContain("reports/screenshots");
  });

  it("releases by the release keyword, as the catalog wants it, and pins every image", () => {
    const jobs = Object.values(released);

    expect(jobs.filter(({ release }) => release)).toHaveLength(1);
    const images = jobs.flatMap(({ image }) => image?.name ?? []);
    expect(images).toHaveLength(5);
    for (const image of images) expect(image).toMatch(/:v?\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  it.each([".gitlab-ci.yml", "examples/gitlab/.gitlab-ci.yml", "examples/gitlab/staging-account.gitlab-ci.yml"])(
    "is of the version that %s names",
    (file) => {
      const text = readFileSync(join(root, file), "utf8");
      const named = [...text.matchAll(/(?:-rollout|rollout-validator|PACKAGE_NAME)@(\d[^\s"]*)/g)].map(
        ([, version]) => version,
      );

      expect([...new Set(named)]).toEqual([manifest.version]);
    },
  );
});
