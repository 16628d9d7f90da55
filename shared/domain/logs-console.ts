import type { Instant } from "./time.ts";
import { milliseconds } from "./time.ts";

/** A query as the Logs Insights page of the console opens it. */
export interface ConsoleQuery {
  readonly region: string;
  readonly group: string;
  readonly query: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Opens the console's Logs Insights page with the query, the group and the time filled in. AWS documents no such link: the form is
 * the one that the console itself shows, an object in JSURL behind an escaped `?queryDetail=`.
 */
export function insightsLink({ region, group, query, from, to }: ConsoleQuery): string {
  const detail = [
    `end~${jsurl(to)}`,
    `start~${jsurl(from)}`,
    `timeType~${jsurl("ABSOLUTE")}`,
    `tz~${jsurl("UTC")}`,
    `editorString~${jsurl(query)}`,
    `source~(~${jsurl(group)})`,
  ].join("~");
  return `${logsConsole(region)}:logs-insights$3FqueryDetail$3D~(${detail})`;
}

/** Opens one log stream in the console, at a time. */
export function streamLink(
  region: string,
  { group, stream, at }: { group: string; stream: string; at: Instant },
): string {
  const place = `log-groups/log-group/${twice(group)}/log-events/${twice(stream)}`;
  return `${logsConsole(region)}:${place}$3Fstart$3D${milliseconds(at)}`;
}

/** China and GovCloud have consoles of their own. */
export function consoleHost(region: string): string {
  if (region.startsWith("cn-")) return `${region}.console.amazonaws.cn`;
  if (region.startsWith("us-gov-")) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}

function logsConsole(region: string): string {
  return `https://${consoleHost(region)}/cloudwatch/home?region=${region}#logsV2`;
}

/** A string in JSURL: an apostrophe, then letters, digits, `_`, `-` and `.` as they are, the rest by its code. */
function jsurl(text: string): string {
  const written = text.replace(/[^A-Za-z0-9_.-]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `*${code.padStart(2, "0")}` : `**${code.padStart(4, "0")}`;
  });
  return `'${written}`;
}

/** Percent-encoded twice, with `$` for `%`: the console decodes its fragment once more than a browser does. */
function twice(text: string): string {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll("%", "$");
}
