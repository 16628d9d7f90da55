/** The import table of docs/architecture.md. A test plants a bad import and expects it to be refused. */
const only = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { path: "^(shared|functions|statemachine|infra|cli|local|test|docs)/", pathNot: to },
});
const noPackage = (name, from) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core", "npm-no-pkg", "unknown"] },
});

module.exports = {
  forbidden: [
    only("domain-stands-alone", "^shared/domain/", "^shared/domain/"),
    noPackage("domain-imports-no-package", "^shared/domain/"),
    only("judge-is-pure", "^shared/checks/[^/]+/(judge|compare|lines|watch|words)\\.ts$", "^shared/(domain/|checks/)"),
    noPackage("judge-imports-no-package", "^shared/checks/[^/]+/(judge|compare|lines|watch|words)\\.ts$"),
    only("measure-uses-ports", "^shared/checks/[^/]+/measure\\.ts$", "^shared/(domain/|ports/|errors\\.ts)"),
    only("schema-describes-shapes", "^shared/schema/", "^shared/(domain/|schema/|checks/kinds\\.ts|logs/pattern\\.ts)"),
    only(
      "check-config-is-schema",
      "^shared/checks/[^/]+/config\\.ts$",
      "^shared/(domain/|schema/(check-base|containers|log-options|duration)\\.ts|checks/log-signature/presets/)",
    ),
    only("presets-are-data", "^shared/checks/log-signature/presets/", "^shared/checks/log-signature/presets/"),
    only("ports-speak-domain", "^shared/ports/", "^shared/(domain/|ports/)"),
    noPackage("ports-import-no-package", "^shared/ports/"),
    only("logs-use-ports", "^shared/logs/", "^shared/(domain/|logs/|ports/|errors\\.ts)"),
    only(
      "adapters-know-one-service",
      "^shared/(aws|endpoints|gitlab)/",
      "^shared/(domain/|schema/|logs/insights-query\\.ts|ports/|errors\\.ts|platform\\.ts|aws/|endpoints/|gitlab/)",
    ),
    only(
      "closing-uses-ports",
      "^shared/closing/",
      "^shared/(domain/|closing/|history/|notify/|ports/|errors\\.ts|gitlab/status-text\\.ts)",
    ),
    only("history-is-counting", "^shared/history/", "^shared/(domain/|history/|ports/)"),
    noPackage("history-imports-no-package", "^shared/history/"),
    only("notify-is-text", "^shared/notify/", "^shared/(domain/|notify/|ports/|schema/verdict-event\\.ts)"),
    noPackage("notify-imports-no-package", "^shared/notify/"),
    only("gate-uses-ports", "^shared/gate/", "^shared/(domain/|gate/|ports/|errors\\.ts)"),
    only("reports-are-text", "^shared/reports/", "^shared/(domain/|reports/)"),
    noPackage("reports-import-no-package", "^shared/reports/"),
    only("page-is-text", "^shared/page/", "^shared/(domain/|page/)"),
    // The layout needs the hash of its style.
    noPackage("page-imports-no-package", "^shared/page/(?!layout\\.ts$)"),
    only("links-use-ports", "^shared/links/", "^shared/(domain/|links/|page/standing\\.ts|ports/|errors\\.ts)"),
    { name: "gitlab-is-not-aws", severity: "error", from: { path: "^shared/gitlab/" }, to: { path: "^shared/aws/" } },
    { name: "aws-is-not-gitlab", severity: "error", from: { path: "^shared/aws/" }, to: { path: "^shared/gitlab/" } },
    {
      name: "logic-without-adapters",
      severity: "error",
      from: { path: "^functions/", pathNot: "^functions/wiring/|/handler\\.ts$" },
      to: { path: "^shared/(aws/|endpoints/|gitlab/(?!status-text\\.ts))|node_modules/@(aws-sdk|smithy)/" },
    },
    {
      name: "functions-stand-apart",
      severity: "error",
      from: { path: "^functions/([^/]+)/" },
      to: { path: "^functions/[^/]+/", pathNot: "^functions/($1|wiring)/" },
    },
    {
      name: "wiring-is-for-handlers",
      severity: "error",
      from: { path: "^functions/", pathNot: "^functions/wiring/|/handler\\.ts$" },
      to: { path: "^functions/wiring/" },
    },
    only("functions-know-shared", "^functions/", "^(functions|shared)/"),
    only("infra-by-path-only", "^infra/", "^(infra|statemachine)/|^shared/schema/"),
    only("statemachine-stands-alone", "^statemachine/", "^(statemachine/|shared/schema/)"),
    {
      name: "local-is-for-people-and-tests",
      severity: "error",
      from: { path: "^(shared|functions|statemachine|infra)/" },
      to: { path: "^(local|cli|test)/" },
    },
    { name: "local-knows-no-cli", severity: "error", from: { path: "^local/" }, to: { path: "^(cli|infra|test)/" } },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "node", "default", "types"],
    },
  },
};
