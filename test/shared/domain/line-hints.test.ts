import { describe, expect, it } from "vitest";
import { hintOf } from "../../../shared/domain/line-hints.ts";

// Lines as the runtimes and drivers write them.
const lines = [
  { name: "heap", text: "java.lang.OutOfMemoryError: Java heap space" },
  { name: "heap", text: "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory" },
  { name: "database login", text: 'FATAL: password authentication failed for user "shop"' },
  {
    name: "database login",
    text: "ERROR 1045 (28000): Access denied for user 'shop'@'10.0.0.7' (using password: YES)",
  },
  { name: "database login", text: 'FATAL: database "shop" does not exist' },
  { name: "database connection", text: "org.postgresql.util.PSQLException: Connection to db.internal:5432 refused." },
  { name: "database connection", text: "Error: connect ECONNREFUSED 10.0.0.5:5432" },
  {
    name: "database connection",
    text: "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure",
  },
  { name: "database connection", text: "dial tcp 10.0.0.5:6379: i/o timeout" },
  { name: "host name", text: "java.net.UnknownHostException: db.internal" },
  { name: "host name", text: "Error: getaddrinfo ENOTFOUND db.internal" },
  { name: "connection", text: "Error: connect ECONNREFUSED 10.0.0.5:8080" },
  { name: "environment variable", text: "Could not resolve placeholder 'manage.url' in value" },
  { name: "environment variable", text: "Error: environment variable DATABASE_URL is not set" },
  { name: "environment variable", text: "Missing required environment variable: API_URL" },
  { name: "environment variable", text: "KeyError: 'DATABASE_URL'" },
  {
    name: "AWS permission",
    text: "AccessDeniedException: User: arn:aws:sts::1:assumed-role/shop is not authorized to perform: sqs:SendMessage",
  },
  { name: "port in use", text: "Web server failed to start. Port 8080 was already in use." },
  { name: "port in use", text: "Error: listen EADDRINUSE: address already in use :::3000" },
  { name: "missing module", text: "Error: Cannot find module './routes'" },
  { name: "missing module", text: "ModuleNotFoundError: No module named 'django'" },
  { name: "architecture", text: "exec /usr/local/bin/app: exec format error" },
] as const;

describe("what a line points to", () => {
  it.each(lines)("$name: $text", ({ name, text }) => {
    const hint = hintOf(["INFO starting", text]);

    expect(hint).toMatchObject({ name });
    expect(hint?.meaning).toMatch(/^[A-Z].{10,}\.$/);
    expect(hint?.nextStep).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each(["INFO starting", "Connection to the queue is up", "user is authorized", ""])(
    "is nothing for: %s",
    (text) => {
      expect(hintOf([text])).toBeUndefined();
    },
  );
});
