import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { RotatedSecrets } from "../ports/statuses.ts";
import { call } from "./call.ts";

/** A value is kept for five minutes, so that a rotated token is used soon and Secrets Manager is asked rarely. */
const keepMilliseconds = 300_000;

/** Secrets Manager with a cache per container. The value is text, or JSON with a member `token`. */
export function secrets(client: SecretsManagerClient, clock: Clock): RotatedSecrets {
  const read = async (id: string, stage?: "AWSPREVIOUS"): Promise<string> => {
    const answer = await call("secretsmanager:GetSecretValue", id, () =>
      client.send(new GetSecretValueCommand({ SecretId: id, ...(stage && { VersionStage: stage }) })),
    );
    const value = tokenOf(answer.SecretString ?? "");
    if (value === "") throw new ValidatorError("DependencyRefused", `The secret ${id} holds no text.`);
    return value;
  };
  return {
    value: cached(clock, (id) => read(id)),
    previous: cached(clock, (id) => read(id, "AWSPREVIOUS").catch(absent)),
  };
}

function cached<Value>(clock: Pick<Clock, "now">, read: (id: string) => Promise<Value>) {
  const cache = new Map<string, { readonly value: Value; readonly readAt: number }>();
  return async (id: string, options?: { readonly fresh?: boolean }): Promise<Value> => {
    const now = milliseconds(clock.now());
    const kept = cache.get(id);
    if (kept !== undefined && options?.fresh !== true && now - kept.readAt < keepMilliseconds) return kept.value;
    const value = await read(id);
    cache.set(id, { value, readAt: now });
    return value;
  };
}

/** A secret that was never rotated has no previous value. */
function absent(error: unknown): undefined {
  if (error instanceof ValidatorError && error.name === "NotFound") return undefined;
  throw error;
}

function tokenOf(text: string): string {
  if (!text.trimStart().startsWith("{")) return text.trim();
  try {
    const parsed = JSON.parse(text) as { token?: unknown };
    return typeof parsed.token === "string" ? parsed.token.trim() : "";
  } catch {
    return "";
  }
}
