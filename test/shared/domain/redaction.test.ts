import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, redactMarked } from "../../../shared/domain/redaction.ts";
import { plantedSecret } from "../../builders/planted-secret.ts";

const all = { emails: true };

describe("redaction takes out", () => {
  it.each([
    { text: "password=hunter2 user=app", clean: "password=[secret] user=app" },
    { text: "DB_PASSWORD: hunter2", clean: "DB_PASSWORD: [secret]" },
    { text: '{"password":"hunter2","user":"app"}', clean: '{"password":"[secret]","user":"app"}' },
    { text: `{"password":"two words, \\"quoted\\"","user":"app"}`, clean: '{"password":"[secret]","user":"app"}' },
    { text: "password = 'it is long; with, marks' done", clean: "password = '[secret]' done" },
    {
      text: String.raw`{"log":"{\"password\":\"hunter2\",\"user\":\"app\"}"}`,
      clean: String.raw`{"log":"{\"password\":\"[secret]\",\"user\":\"app\"}"}`,
    },
    { text: "?token=abc123&user=5", clean: "?token=[secret]&user=5" },
    { text: "password=p,w;d)x user=5", clean: "password=[secret] user=5" },
    { text: "{password=hunter2, user=5}", clean: "{password=[secret], user=5}" },
    { text: "client_secret => s3cr3t", clean: "client_secret => [secret]" },
    { text: "api_key_1=abcdef", clean: "api_key_1=[secret]" },
    { text: "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG", clean: "aws_secret_access_key=[secret]" },
    { text: "AccountKey=abc+def==;EndpointSuffix=core", clean: "AccountKey=[secret];EndpointSuffix=core" },
    { text: "key AKIAIOSFODNN7EXAMPLE used", clean: "key [aws access key] used" },
    { text: "Authorization: Bearer abcdef.123", clean: "Authorization: Bearer [secret]" },
    { text: "Authorization: S3cret-Key-9 next", clean: "Authorization: [secret] next" },
    { text: "authorization=Custom abcdefghij1 next", clean: "authorization=[secret] next" },
    { text: "curl -H 'bearer abcdefgh'", clean: "curl -H 'bearer [token]'" },
    { text: "sent Basic dXNlcjpwYXNz", clean: "sent Basic dXNlcjpwYXNz" },
    { text: "sent Basic dXNlcjpwYXNzMQ==", clean: "sent Basic [token]" },
    { text: "Set-Cookie: session=abc; Path=/", clean: "Set-Cookie: [secret]" },
    { text: "postgres://app:p@ss/w@db:5432/shop", clean: "postgres://app:[password]@db:5432/shop" },
    { text: "redis://:hunter2@cache", clean: "redis://:[password]@cache" },
    { text: "cut at amqp://app:hunt", clean: "cut at amqp://app:[password]" },
    { text: "pushed with glpat-0123456789abcdef ok", clean: "pushed with glpat-[token] ok" },
    { text: "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ok", clean: "jwt [jwt] ok" },
    { text: "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdW", clean: "jwt [jwt]" },
    { text: "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY----- ok", clean: "[private key] ok" },
    { text: "-----BEGIN PRIVATE KEY-----\nMIIE\nabc", clean: "[private key]" },
    { text: "mail to jo.doe+x@mail.example.com now", clean: "mail to [e-mail] now" },
  ])("$text", ({ text, clean }) => {
    expect(redact(text, all)).toBe(clean);
  });
});

describe("redaction leaves", () => {
  it.each([
    "Started App in 4.115 seconds (process running for 5.039)",
    "http://localhost:8080/health is up, see http://proxy:3128",
    "connecting to http://localhost:8080",
    "password: null, token=undefined, secret: false",
    "Basic authentication is off",
    "the token expired; the password was wrong",
    "eyJ is how a jwt begins",
    "AKIA is how a key begins",
  ])("%s", (text) => {
    expect(redact(text, all)).toBe(text);
  });

  it("e-mail addresses, unless it is asked", () => {
    expect(redact("mail to jo@example.com", { emails: false })).toBe("mail to jo@example.com");
  });
});

describe("redaction of any text", () => {
  it("changes nothing more when it is done twice", () => {
    const text = fc.array(
      fc.oneof(
        plantedSecret.map(({ text: secret }) => secret),
        fc.string(),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(text, fc.constantFrom(" ", "", ",", '"', "@", ":"), (parts, glue) => {
        const once = redact(parts.join(glue), all);
        expect(redact(once, all)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps a place outside a secret where it was", () => {
    fc.assert(
      fc.property(fc.array(plantedSecret, { maxLength: 4 }), (secrets) => {
        const before = `${secrets.map(({ text }) => text).join(" | ")} | `;
        const { text, at } = redactMarked({ text: `${before}here it is`, at: before.length }, all);
        expect(text.slice(at)).toBe("here it is");
      }),
    );
  });

  it("moves a place inside a secret to its beginning", () => {
    expect(redactMarked({ text: "a token=abcdef b", at: 10 }, all)).toEqual({ text: "a token=[secret] b", at: 2 });
  });

  it.each([
    { what: "schemes", text: "a://".repeat(4500) },
    { what: "half a jwt", text: "-eyJaaaaaaaa".repeat(1500) },
    { what: "names of secrets", text: 'token="'.repeat(2500) },
    { what: "half a private key", text: "-----BEGIN ".repeat(1600) },
    { what: "addresses", text: "a@b.".repeat(4500) },
    { what: "delimiters", text: `password=${",a".repeat(9000)}` },
    { what: "escapes", text: `password=${"\\".repeat(18_000)}` },
  ])("comes to an end on 18,000 characters of $what, and on its own answer", ({ text }) => {
    const once = redact(text, all);
    expect(redact(once, all)).toBe(once);
  });
});
