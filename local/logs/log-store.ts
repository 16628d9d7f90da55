import { type Instant, milliseconds } from "../../shared/domain/time.ts";

export type LogClass = "STANDARD" | "INFREQUENT_ACCESS";

export interface GroupPlace {
  readonly region: string;
  readonly group: string;
}

export interface StreamPlace extends GroupPlace {
  readonly stream: string;
}

/** A line as its producer writes it. */
export interface WrittenLine {
  readonly at: Instant;
  readonly text: string;
  /** When CloudWatch took it in; default at once. Each reader sees it only its own lag later. */
  readonly ingestedAt?: Instant;
}

export interface LogEvent {
  /** Grows with each written line. */
  readonly number: number;
  readonly stream: string;
  readonly at: number;
  readonly ingestedAt: number;
  readonly text: string;
}

export interface LogGroup extends GroupPlace {
  readonly logClass: LogClass;
  readonly createdAt: number;
  /** Streams in the order of their creation; one exists as soon as its container started, before its first line. */
  readonly streams: Map<string, { readonly createdAt: number }>;
  readonly events: LogEvent[];
}

/** Groups, streams and lines of every Region. */
export interface LogStore {
  /** Creates the group unless it is there. */
  createGroup(place: GroupPlace, logClass?: LogClass): void;
  /** Creates the stream unless it is there; its group must exist. */
  createStream(place: StreamPlace): void;
  /** Writes a line, and creates its stream. */
  put(place: StreamPlace, line: WrittenLine): void;
  group(place: GroupPlace): LogGroup | undefined;
  groups(region: string): readonly LogGroup[];
}

export function logStore(): LogStore {
  const groups = new Map<string, LogGroup>();
  let written = 0;
  const key = ({ region, group }: GroupPlace): string => `${region} ${group}`;
  const existing = (place: StreamPlace): LogGroup => {
    const group = groups.get(key(place));
    if (group === undefined) throw new Error(`The log group ${place.group} in ${place.region} was never created.`);
    if (!group.streams.has(place.stream)) group.streams.set(place.stream, { createdAt: Date.now() });
    return group;
  };
  return {
    createGroup({ region, group }, logClass = "STANDARD") {
      if (groups.has(key({ region, group }))) return;
      groups.set(key({ region, group }), {
        region,
        group,
        logClass,
        createdAt: Date.now(),
        streams: new Map(),
        events: [],
      });
    },
    createStream(place) {
      existing(place);
    },
    put(place, { at, text, ingestedAt = at }) {
      written += 1;
      const event = {
        number: written,
        stream: place.stream,
        at: milliseconds(at),
        ingestedAt: milliseconds(ingestedAt),
        text,
      };
      insert(existing(place).events, event);
    },
    group: (place) => groups.get(key(place)),
    groups: (region) => [...groups.values()].filter((group) => group.region === region),
  };
}

/** By timestamp, then ingestion, then the order of writing (as FilterLogEvents returns events). */
function eventOrder(a: LogEvent, b: LogEvent): number {
  return a.at - b.at || a.ingestedAt - b.ingestedAt || a.number - b.number;
}

/** Lines mostly come in order, so the place is near the end. */
function insert(events: LogEvent[], event: LogEvent): void {
  let index = events.length;
  for (
    let before = events[index - 1];
    before !== undefined && eventOrder(before, event) > 0;
    before = events[index - 1]
  )
    index -= 1;
  events.splice(index, 0, event);
}

/** Bytes that CloudWatch counts for an event: UTF-8 text and 26 of overhead. */
export function eventBytes(event: LogEvent): number {
  return Buffer.byteLength(event.text) + 26;
}
