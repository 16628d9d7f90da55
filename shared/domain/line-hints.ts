/** What a line of a container that died points to. */
export interface LineHint {
  readonly name: string;
  /** One plain sentence. */
  readonly meaning: string;
  readonly nextStep: string;
  /** What the program depends on and did not get, where that may be down or changed while the release is sound: `the database`. */
  readonly dependency?: string;
}

interface HintRule extends LineHint {
  readonly pattern: RegExp;
}

/**
 * First match wins. Messages of common runtimes and drivers (JVM, Node.js, Python, Go, .NET, PostgreSQL, MySQL, Redis, AWS SDKs) as
 * they are seen in the wild; none stands in docs/facts. So a hint only explains: whose fault a stop is stays as it was.
 */
export const hintRules: readonly HintRule[] = [
  {
    name: "heap",
    pattern: /java\.lang\.OutOfMemoryError|JavaScript heap out of memory|\bMemoryError\b/,
    meaning: "The program ran out of its own memory.",
    nextStep: "Compare its heap limit with the container's memory, or find what grew.",
  },
  {
    name: "database login",
    pattern:
      /password authentication failed|Access denied for user|no pg_hba\.conf entry|(?:role|database) "[^"]{0,100}" does not exist|Unknown database/i,
    meaning: "The database refused the login.",
    nextStep: "Check user, password and database name in the task definition's secrets.",
    dependency: "the database",
  },
  {
    name: "database connection",
    pattern:
      /could not connect to server|Connection to \S+ refused|Communications link failure|(?:ECONNREFUSED|ETIMEDOUT|dial tcp|connect(?:ion)? to)\b.{0,100}:(?:5432|3306|1433|1521|6379|27017)\b|too many (?:clients|connections)/i,
    meaning: "The database or cache could not be reached.",
    nextStep: "Check its address, the security groups of both sides, and whether it runs.",
    dependency: "the database or cache",
  },
  {
    name: "host name",
    pattern: /UnknownHostException|ENOTFOUND|EAI_AGAIN|no such host|Name or service not known|getaddrinfo failed/,
    meaning: "A host name could not be resolved.",
    nextStep: "Check the address in the configuration, and the DNS of the task's subnets.",
    dependency: "a host that it needs",
  },
  {
    name: "connection",
    pattern: /ECONNREFUSED|ETIMEDOUT|Connection refused|connection timed out|connect timed out/i,
    meaning: "Something that it needs could not be reached.",
    nextStep: "Check the address, the security groups of both sides, and whether it runs.",
    dependency: "something that it needs",
  },
  {
    name: "environment variable",
    pattern:
      /Could not resolve placeholder|(?:environment variable|env var)\S{0,3}\s.{0,80}(?:not set|missing|required|undefined)|(?:missing|required|undefined)\s.{0,40}environment variable|KeyError: '[A-Z][A-Z0-9_]+'/i,
    meaning: "A setting is missing.",
    nextStep: "Compare the task definition's environment and secrets with what this release reads.",
  },
  {
    name: "AWS permission",
    pattern: /AccessDenied(?:Exception)?\b|is not authorized to perform|UnauthorizedOperation/,
    meaning: "AWS refused a call of the program.",
    nextStep: "Check the task role's policy for the action that the line names.",
  },
  {
    name: "port in use",
    pattern: /EADDRINUSE|Address already in use|Port \d{1,5} (?:was|is) already in use/i,
    meaning: "Its port is taken.",
    nextStep: "Check that no other container of the task listens on the same port.",
  },
  {
    name: "missing module",
    pattern:
      /Cannot find module|ModuleNotFoundError|ClassNotFoundException|NoClassDefFoundError|error while loading shared libraries|Could not load file or assembly/,
    meaning: "A part of the program is not in the image.",
    nextStep: "Check how the image is built: a dependency or a file is missing.",
  },
  {
    name: "architecture",
    pattern: /exec format error/i,
    meaning: "The program was built for another processor.",
    nextStep: "Build the image for the task definition's architecture (X86_64 or ARM64).",
  },
];

/** What the lines point to, the first rule before the first line; undefined when nothing known stands in them. */
export function hintOf(texts: readonly string[]): LineHint | undefined {
  return hintRules.find(({ pattern }) => texts.some((text) => pattern.test(text)));
}
