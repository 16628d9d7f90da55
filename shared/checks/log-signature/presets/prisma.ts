import type { SignaturePreset } from "./preset.ts";

/** `prisma migrate deploy`. */
export const prisma: SignaturePreset = {
  tool: "Prisma Migrate",
  source:
    "Recorded: prisma 6.19.0 with its WebAssembly schema engine, SQLite; the binary engine's errors P3018 and P1001 on PostgreSQL from public logs.",
  success: [
    {
      pattern: String.raw`All migrations have been successfully applied\.`,
      means: "Every pending migration was applied.",
    },
    { pattern: String.raw`No pending migrations to apply\.`, means: "Nothing to do." },
  ],
  failure: [
    {
      pattern: String.raw`A migration failed to apply\. New migrations cannot be applied before the error is recovered from`,
      means: "A migration failed.",
    },
    { pattern: String.raw`Migration name: (?P<version>\d[\w-]*)`, means: "The migration that failed." },
    {
      pattern: String.raw`with migration_name=\\*"(?P<version>[^"\\]+)`,
      means: "The migration that failed, in the engine's trace.",
    },
    {
      pattern: "The `(?P<version>[^`]+)` migration started at .+ failed",
      means: "An earlier run left a failed migration behind.",
    },
    {
      pattern: String.raw`Error: P[13]\d{3}\b`,
      means: "Prisma ended with one of its codes, for the connection (P1xxx) or the migrations (P3xxx).",
    },
  ],
  caveat:
    'An image without migrations also says "No pending migrations to apply." (and "No migration found in prisma/migrations" before it). With a driver adapter, an unreachable database has no code: expect missing evidence.',
};
