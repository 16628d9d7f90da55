import { printable } from "../../shared/domain/excerpt.ts";

const time = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?`;
const level = "(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)";
const message = "(?<message>.+)";

/** What stands before a line's own words, by logger. Each form is told by more than one mark, so that no text is taken for it by chance. */
const forms = [
  // Spring Boot: 2026-03-01T10:00:26.006Z ERROR 1 --- [main] o.f.core.Flyway : ...
  `${time} ${level} \\d+ --- (?:\\[[^\\]]*\\] ){1,3}\\S+ : ${message}`,
  // Logback and Log4j: 10:00:26.006 [main] INFO com.shop.App -- ...
  `(?:${time}|\\d\\d:\\d\\d:\\d\\d[.,]\\d{3}) \\[[^\\]]+\\] ${level} [\\w.$/]+ --? ${message}`,
  // Python, with a usual format: 2026-03-01 10:00:26,006 - shop.app - INFO - ...
  `${time} - [\\w.]+ - ${level} - ${message}`,
  // Alembic: INFO [alembic.runtime.migration] ...
  `(?:${time} )?${level} \\[[\\w.]+\\] ${message}`,
  // Celery: [2026-03-01 10:00:26,006: INFO/MainProcess] ...
  `\\[${time}: ${level}/[\\w-]+\\] ${message}`,
  // Python without a format: INFO:shop.app:...
  `${level}:[\\w.]+:${message}`,
  `${time} ${level} ${message}`,
  `${time} ${message}`,
].map((form) => new RegExp(`^${form}$`));

/** Levels that are worth their place. */
const loud = /^(?:WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)$/;

/** A log line's own words: without time, level and logger where they stand in the form of a known logger. A warning or an error keeps its level. */
export function logMessage(text: string): string {
  const flat = printable(text).replace(/\s+/g, " ").trim();
  for (const form of forms) {
    const { level: said = "", message: words } = form.exec(flat)?.groups ?? {};
    if (words !== undefined) return loud.test(said) ? `${said} ${words}` : words;
  }
  return flat;
}
