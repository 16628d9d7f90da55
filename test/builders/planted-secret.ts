import fc from "fast-check";

export interface PlantedSecret {
  /** What must not be kept. */
  readonly secret: string;
  /** The secret as an application logs it. */
  readonly text: string;
}

const word = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{15,59}$/)
  .filter((text) => !/^(?:null|none|nil|true|false|undefined)/i.test(text));
const long = fc.stringMatching(/^[A-Za-z0-9_-]{40,120}$/);

function logged(
  secret: fc.Arbitrary<string>,
  ...forms: readonly ((secret: string) => string)[]
): fc.Arbitrary<PlantedSecret> {
  return fc.tuple(secret, fc.constantFrom(...forms)).map(([value, form]) => ({ secret: value, text: form(value) }));
}

/** Secrets in the forms in which applications log them. */
export const plantedSecret: fc.Arbitrary<PlantedSecret> = fc.oneof(
  logged(
    word,
    (secret) => `password=${secret}`,
    (secret) => `{"clientSecret":"${secret}"}`,
    (secret) => JSON.stringify({ log: JSON.stringify({ token: secret }) }),
    (secret) => `postgres://app:${secret}@db.internal/shop`,
    (secret) => `Authorization: Bearer ${secret}`,
    (secret) => `X-Api-Key: '${secret}'`,
    (secret) => `glpat-${secret}`,
    (secret) => `\u001b[36mpassword\u001b[39m: ${secret}`.replaceAll(/\u001b\[\d+m/g, ""),
  ),
  logged(
    long,
    (secret) => `eyJ${secret}.${secret}.${secret}`,
    (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}\n${secret}\n-----END PRIVATE KEY-----`,
  ),
);
