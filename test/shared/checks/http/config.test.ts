import { describe, expect, it } from "vitest";
import { Http } from "../../../../shared/checks/http/config.ts";
import { parseShape } from "../../../../shared/schema/problems.ts";
import { anAddress } from "../../../builders/a-probe.ts";
import { anHttp } from "../../../builders/checks.ts";

function problemsOf(over: Readonly<Record<string, unknown>>): string {
  const written = { name: "reachable", kind: "http", url: anAddress, ...over };
  return (parseShape(Http, written).problems ?? []).join("; ");
}

describe("an address is refused that leads to the machine itself", () => {
  it.each([
    "http://localhost/",
    "http://LOCALHOST:9001/2018-06-01/runtime/invocation/next",
    "http://localhost./",
    "http://shop.localhost/",
    "http://shop.localhost./",
    "http://localhost.localdomain/",
    "http://ip6-loopback/",
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.8.9.10:8080/health",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://0.1.2.3/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]:443/",
    "http://[::7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::FFFF:169.254.169.254]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::169.254.169.254]/",
  ])("%s", (url) => {
    expect(problemsOf({ url })).toContain("must not lead to the machine itself");
  });
});

describe("an address is refused that leads to what AWS tells a machine of itself", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://2852039166/",
    "http://0xa9.254.0xa9fe/",
    "http://[fe80::1]/",
    "http://[FEBF::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fd00:0ec2:0:0::23]/",
    "http://instance-data/",
    "http://instance-data.ec2.internal./",
  ])("%s", (url) => {
    expect(problemsOf({ url })).toContain("must not lead to the machine itself");
  });
});

describe("an address is refused that is no plain one", () => {
  it.each([
    ["a user", "https://shop@example.com/"],
    ["a user and a password", "https://shop:hunter2@example.com/"],
    ["a password alone", "https://:hunter2@example.com/"],
    ["a query", "https://example.com/?token=hunter2"],
    ["an empty query", "https://example.com/?"],
    ["a fragment", "https://example.com/#top"],
    ["a line end within", "https://example.com/health\nGET /"],
    ["a tab within the host", "https://exam\tple.com/"],
    ["blanks around", " https://example.com/ "],
    ["a sign that turns the text around", "https://example.com/\u202ehtlaeh"],
    ["the scheme file", "file:///etc/passwd"],
    ["the scheme ftp", "ftp://example.com/"],
    ["the scheme data", "data:text/plain,ok"],
    ["the scheme ws", "wss://example.com/"],
    ["no scheme", "example.com/health"],
    ["no host", "https://"],
    ["nothing", ""],
  ])("with %s", (_, url) => {
    expect(problemsOf({ url })).toContain("without user, query and fragment");
  });

  it("as it is too long", () => {
    const long = (length: number) => `https://example.com/${"x".repeat(length - 20)}`;

    expect(problemsOf({ url: long(500) })).toBe("");
    expect(problemsOf({ url: long(501) })).not.toBe("");
  });

  it("in a list as well", () => {
    expect(problemsOf({ url: [anAddress, "http://127.0.0.1/"] })).not.toBe("");
  });
});

describe("a check is refused", () => {
  it.each([
    ["without an address", { url: [] }],
    ["with four addresses", { url: [1, 2, 3, 4].map((one) => `https://example.com/${one}`) }],
    ["with one address twice, whose downtime would be told twice", { url: [anAddress, anAddress] }],
    ["that waits as long for an answer as for the next probe", { timeout: "5s" }],
    ["that does not wait", { timeout: "0s" }],
    ["that asks for longer than half an hour", { for: "31m" }],
    ["that asks for no time", { for: "0s" }],
    ["that allows no downtime by a number", { maxDowntime: 0 }],
    ["with a key that nothing reads", { method: "POST" }],
  ])("%s", (_, over) => {
    expect(problemsOf(over)).not.toBe("");
  });
});

describe("a check", () => {
  it("needs nothing but a name and an address", () => {
    expect(anHttp()).toEqual({ name: "reachable", kind: "http", mode: "gate", url: [anAddress], timeout: 2, for: 60 });
  });

  it("goes to the limits", () => {
    const url = [anAddress, "http://10.1.2.3:8080/health", "https://[2001:db8::1]/"];

    expect(anHttp({ url, timeout: "4s", for: "30m", maxDowntime: "24h" })).toMatchObject({
      url,
      timeout: 4,
      for: 1800,
      maxDowntime: 86_400,
    });
  });

  it.each([
    "http://shop.internal:8080",
    "https://localhost.example.com/",
    "https://not-localhost/",
    "https://127.example.com/",
    "http://100.127.0.1/",
    "http://172.16.0.1/",
    "https://bücher.example/",
    "https://[fd00:1::1]/",
    "https://[fec0::1]/",
    "https://fe80.example.com/",
  ])("may ask %s", (url) => {
    expect(problemsOf({ url })).toBe("");
  });
});

describe("an address is refused that asks another host than it seems to", () => {
  it.each([
    ["without a host, as an empty variable leaves it", "https:///health"],
    ["with a variable that nobody filled in", "https://$HOST/health"],
    ["without its slashes", "https:shop.example.com/health"],
    ["with backslashes", "https:\\\\shop.example.com\\health"],
    ["with an empty user", "https://@shop.example.com/health"],
    ["with an empty part of its name", "https://.example.com/health"],
  ])("%s", (_, url) => {
    expect(problemsOf({ url })).toContain("must be an http or https URL");
  });

  it.each(["HTTPS://SHOP.example.com./", "https://müller.example/", "http://[2001:db8::1]:8443/", "http://api_v2/"])(
    "but not %s",
    (url) => {
      expect(problemsOf({ url })).toBe("");
    },
  );
});
