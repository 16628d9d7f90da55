import { expect, it } from "vitest";
import { secretOfOwnHost } from "../../../shared/gitlab/secret-of-own-host.ts";

const own = "https://gitlab.example.com/git";
const secretFor = secretOfOwnHost(own, "the token");

it.each([
  "https://gitlab.com",
  "https://gitlab.example.com",
  "https://gitlab.example.com/git/other",
  "https://gitlab.example.com:8443/git",
  "http://gitlab.example.com/git",
  "https://gitlab.example.com.evil.example/git",
  "https://somebody@gitlab.example.com/git",
  "gitlab.example.com/git",
])("the token does not go to %s", (host) => {
  expect(secretFor(host)).toBeUndefined();
});

it("no host gets the token when the stack's own is no base URL", () => {
  const unusable = "https://somebody@gitlab.example.com";
  expect(secretOfOwnHost(unusable, "the token")(unusable)).toBeUndefined();
});

it.each([own, `${own}/`, "https://GitLab.example.com:443/git"])("the token goes to %s", (host) => {
  expect(secretFor(host)).toBe("the token");
});
