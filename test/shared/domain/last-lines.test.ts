import { describe, expect, it } from "vitest";
import { isWorthReading, newestDeceased, tellingLine, toldLastLines } from "../../../shared/domain/last-lines.ts";
import { aContainer, at } from "../../builders/a-rollout.ts";
import { aCrashedTask, anEndedContainer, aTask } from "../../builders/a-task.ts";
import { aRead, theLastLines } from "../../builders/last-lines.ts";

const containers = [aContainer({ name: "proxy", essential: false }), aContainer()];

describe("the container whose last lines are read", () => {
  it("is none while nothing has died by itself, nor where nothing ever ran", () => {
    const { startedAt: _, ...neverRan } = aCrashedTask({
      stopCode: "TaskFailedToStart",
      containers: [{ name: "app" }],
    });

    expect(
      newestDeceased([aTask(), neverRan, aCrashedTask({ stopCode: "UserInitiated" })], containers),
    ).toBeUndefined();
  });

  it("is the culprit of the task that stopped last", () => {
    const late = aCrashedTask(
      { stoppedAt: at(90), containers: [anEndedContainer({ name: "proxy", exitCode: 143 }), anEndedContainer()] },
      "t2",
    );

    expect(newestDeceased([late, aCrashedTask()], containers)).toEqual({ task: late, container: "app" });
  });

  it("is the essential one while ECS has not said which one ended", () => {
    const ending = aCrashedTask({ lastStatus: "DEACTIVATING", containers: [{ name: "proxy" }, { name: "app" }] });

    expect(newestDeceased([ending], containers)?.container).toBe("app");
  });
});

describe("reading again", () => {
  const deceased = { task: aCrashedTask(), container: "app" };

  it.each([
    { what: "nothing was read", reads: [], second: 21, worth: true },
    { what: "another task's lines were read", reads: [aRead(15, { taskId: "t0" })], second: 21, worth: true },
    { what: "lines may still be under way", reads: [aRead(21)], second: 25, worth: true },
    { what: "the lines were read long after the end", reads: [aRead(35)], second: 40, worth: false },
    { what: "nothing has come yet", reads: [aRead(60, { lines: [] })], second: 61, worth: true },
    { what: "nothing came for a minute", reads: [aRead(80, { lines: [] })], second: 81, worth: false },
    {
      what: "ten reads were made",
      reads: Array.from({ length: 10 }, (_, n) => aRead(20, { taskId: `t${n}x` })),
      second: 21,
      worth: false,
    },
  ])("is worth it: $worth, when $what", ({ reads, second, worth }) => {
    expect(isWorthReading(deceased, reads, at(second))).toBe(worth);
  });

  it("tells the newest lines, or why there are none", () => {
    const none = aRead(50, { taskId: "t2", lines: [], none: "denied" });

    expect(toldLastLines([aRead(20, { taskId: "t0" }), aRead(30), none])).toEqual(theLastLines());
    expect(toldLastLines([none])).toMatchObject({ none: "denied" });
    expect(toldLastLines([])).toBeUndefined();
  });
});

describe("the most telling of the last lines", () => {
  it.each([
    { what: "the earliest error", texts: ["INFO up", "ERROR first", "FATAL second"], says: "first" },
    {
      what: "the message of a Spring Boot line",
      texts: ["2026-03-01 ERROR 1 --- [           main] o.s.boot.SpringApplication : Application run failed"],
      says: "Application run failed",
    },
    {
      what: "an exception",
      texts: ["starting", "java.lang.IllegalStateException: no port", "\tat a.B.c(B.java:1)"],
      says: "java.lang.IllegalStateException: no port",
    },
    {
      what: "a panic",
      texts: ["up", "panic: runtime error: index out of range", "goroutine 1 [running]:"],
      says: "panic: runtime error: index out of range",
    },
    { what: "a cause", texts: ["up", "Caused by: Connection refused"], says: "Caused by: Connection refused" },
    {
      what: "a level in JSON",
      texts: ["{}", '{"level":"error","msg":"no port"}'],
      says: '"level":"error","msg":"no port"}',
    },
    {
      what: "what Python says after its trace",
      texts: ["up", "Traceback (most recent call last):", '  File "app.py", line 3', "KeyError: 'DATABASE_URL'", "bye"],
      says: "KeyError: 'DATABASE_URL'",
    },
    {
      what: "what Spring Boot describes below its banner",
      texts: [
        "ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter :",
        "*****",
        "APPLICATION FAILED TO START",
        "*****",
        "Description:",
        "Port 8080 was already in use.",
        "Action:",
      ],
      says: "Port 8080 was already in use.",
    },
    {
      what: "what Flyway quotes of the database",
      texts: [
        "ERROR Migration failed!",
        "WARN x",
        "SQL State  : 42P01",
        'Message    : ERROR: relation "vehicel" does not exist',
      ],
      says: 'ERROR: relation "vehicel" does not exist',
    },
    { what: "the next line after an empty error", texts: ["ERROR :", "***", "it broke"], says: "it broke" },
    { what: "the last line where none looks like an error", texts: ["INFO up", "INFO bye", "  "], says: "INFO bye" },
    { what: "the last one where no line has a word", texts: ["---", "==="], says: "===" },
  ])("is $what", ({ texts, says }) => {
    const { index = -1, start = 0 } = tellingLine(texts) ?? {};

    expect(texts[index]?.slice(start)).toBe(says);
  });

  it("is none of none", () => {
    expect(tellingLine([])).toBeUndefined();
  });

  it.each(["0 errors found", "GET /error.html 200", "no problem with ErrorHandlers"])(
    "does not take %s for an error",
    (text) => {
      expect(tellingLine([text, "INFO bye"])).toEqual({ index: 1, start: 0 });
    },
  );
});
