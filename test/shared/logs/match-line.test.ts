import { describe, expect, it } from "vitest";
import { matchLine } from "../../../shared/logs/find-hits.ts";

const pino = JSON.stringify({ level: "error", message: 'said "stop"\nat main', error: { kind: "Timeout", code: 504 } });

describe("a line does not match", () => {
  it.each([
    { what: "another text", pattern: "Started", line: "Starting" },
    { what: "a field that is not there", pattern: ".", field: "error.name", line: pino },
    { what: "a field whose text stands elsewhere", pattern: "stop", field: "level", line: pino },
    { what: "a field of a line that is no JSON", pattern: "x", field: "message", line: "x" },
    { what: "a field of a JSON array", pattern: "x", field: "0", line: '["x"]' },
    { what: "a field of broken JSON", pattern: "x", field: "message", line: '{"message":"x"' },
    { what: "a field that is null", pattern: "null", field: "a", line: '{"a":null}' },
    { what: "a field that every object has", pattern: ".", field: "constructor.name", line: "{}" },
    { what: "a message that is no text", pattern: "^5$", line: '{"message":5}' },
    { what: "an anchor in the middle of plain text", pattern: "^Started", line: "INFO Started" },
  ])("$what", ({ pattern, field, line }) => {
    expect(matchLine({ pattern, ...(field && { field }) }, line)).toBeUndefined();
  });
});

describe("a line matches", () => {
  it.each([
    { what: "plain text", pattern: "Started", line: "INFO Started", text: "INFO Started", start: 5 },
    { what: "the raw text of a JSON line", pattern: '"level":"error"', line: pino, text: pino, start: 1 },
    {
      what: "the decoded message of a JSON line",
      pattern: '"stop"\nat',
      line: pino,
      text: 'said "stop"\nat main',
      start: 5,
    },
    { what: "the decoded msg", pattern: "^up$", line: '{"msg":"up"}', text: "up", start: 0 },
    {
      what: "the decoded log of FireLens",
      pattern: "^up$",
      line: '{"log":"up","container_name":"app"}',
      text: "up",
      start: 0,
    },
    { what: "JSON after blanks", pattern: "^up$", line: '  {"msg":"up"}', text: "up", start: 0 },
    { what: "a field by its path", pattern: "^Timeout$", field: "error.kind", line: pino, text: "Timeout", start: 0 },
    { what: "a number in a field", pattern: "^504$", field: "error.code", line: pino, text: "504", start: 0 },
    {
      what: "an object in a field",
      pattern: "Timeout",
      field: "error",
      line: pino,
      text: '{"kind":"Timeout","code":504}',
      start: 9,
    },
    {
      what: "a key that contains dots",
      pattern: "x",
      field: "log.level",
      line: '{"log.level":"x"}',
      text: "x",
      start: 0,
    },
    {
      what: "a dotted key inside another",
      pattern: "x",
      field: "a.b.c",
      line: '{"a":{"b.c":"x"}}',
      text: "x",
      start: 0,
    },
    { what: "an item of a list", pattern: "y", field: "list.1", line: '{"list":["x","y"]}', text: "y", start: 0 },
    {
      what: "several lines in one event",
      pattern: "(?m)^at main$",
      line: "Error: x\nat main\nat y",
      text: "Error: x\nat main\nat y",
      start: 9,
    },
    {
      what: "several lines across their end",
      pattern: "(?s)Error: x.*at y",
      line: "Error: x\nat main\nat y",
      text: "Error: x\nat main\nat y",
      start: 0,
    },
    { what: "a carriage return at the end", pattern: "Started\\s*$", line: "Started\r", text: "Started\r", start: 0 },
    {
      what: "bytes that are no text",
      pattern: "ok",
      line: "\u0000\ufffd\ud83d ok",
      text: "\u0000\ufffd\ud83d ok",
      start: 4,
    },
  ])("$what", ({ pattern, field, line, text, start }) => {
    expect(matchLine({ pattern, ...(field && { field }) }, line)).toEqual({ text, start });
  });

  it("of any kind when there is no pattern", () => {
    expect(matchLine({}, "")).toEqual({ text: "", start: 0 });
  });

  it("and gives the named groups", () => {
    expect(matchLine({ pattern: "in (?P<seconds>\\d+) s" }, "in 4 s")).toEqual({
      text: "in 4 s",
      start: 0,
      facts: { seconds: "4" },
    });
  });

  it("within its first 1,048,576 characters only", () => {
    const line = `${"x".repeat(1024 * 1024)}Started`;

    expect(matchLine({ pattern: "Started" }, line)).toBeUndefined();
    expect(matchLine({ pattern: "Started" }, `Started${line}`)).toMatchObject({ start: 0 });
  });
});
