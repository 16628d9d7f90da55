import type { SignaturePreset } from "./preset.ts";

/** Entity Framework Core: Database.Migrate() in a service, `dotnet ef database update` and bundles. */
export const efCore: SignaturePreset = {
  tool: "EF Core",
  source: "Public source and public logs of EF Core 9; not recorded.",
  success: [
    {
      pattern: String.raw`No migrations were applied\. The database is already up to date\.`,
      means: "Nothing (more) to do.",
    },
  ],
  failure: [
    {
      pattern: String.raw`at Microsoft\.EntityFrameworkCore\.(?:Migrations\.Internal\.Migrator\.|RelationalDatabaseFacadeExtensions\.Migrate)`,
      means: "The migration broke off with an error, of SQL or of the connection.",
    },
    {
      pattern: String.raw`An error was generated for warning .{1,8}Microsoft\.EntityFrameworkCore\.Migrations\.PendingModelChangesWarning`,
      means: "The model was changed without a migration.",
    },
  ],
  caveat:
    '"Applying migration \'X\'." is printed before the work and proves nothing; after it come only a bare "Done." (tools, bundle) or the service\'s own lines. Run the bundle twice (`./efbundle && ./efbundle`): the second says "No migrations were applied. ..."; in a service, log a line of your own after Migrate(). "Failed executing DbCommand" is harmless on a new database.',
};
