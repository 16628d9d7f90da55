import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where something begins, as an offset, and what stands under it. */
interface Place {
  readonly at: number | undefined;
  readonly below: ReadonlyMap<string, Place>;
}

const nothing: ReadonlyMap<string, Place> = new Map();

/** Finds where a path stands in the first document of a YAML or JSON text: its key, or its item of a list; of a path that is not there, the part that is. */
export function yamlPlaces(text: string): (path: readonly PropertyKey[]) => Position | undefined {
  const root = rootOf(text);
  return (path) => {
    let place = root;
    let at = root?.at;
    for (const part of path) {
      place = place?.below.get(String(part));
      at = place?.at ?? at;
    }
    return at === undefined ? undefined : positionOf(text, at);
  };
}

/** Undefined for a text that is no YAML: nothing stands anywhere in it. */
function rootOf(text: string): Place | undefined {
  try {
    const events = parseEvents(text, {});
    const reader = { text, events, next: 1 };
    const [, first] = events;
    return first === undefined || first.type === EVENT_ID.POP ? undefined : placeOf(reader);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

interface Reader {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
}

/** Reads the node that comes next. What an alias stands for is looked for where the alias is. */
function placeOf(reader: Reader): Place {
  const event = take(reader);
  if (event?.type === EVENT_ID.MAPPING) return { at: event.start, below: entriesOf(reader) };
  if (event?.type === EVENT_ID.SEQUENCE) return { at: event.start, below: itemsOf(reader) };
  if (event?.type === EVENT_ID.ALIAS) return { at: event.anchorStart - 1, below: nothing };
  return { at: event?.type === EVENT_ID.SCALAR ? startOf(event) : undefined, below: nothing };
}

function entriesOf(reader: Reader): ReadonlyMap<string, Place> {
  const entries = new Map<string, Place>();
  while (!isAtEnd(reader)) {
    const key = reader.events[reader.next];
    const { at } = placeOf(reader);
    const { below } = placeOf(reader);
    if (key?.type === EVENT_ID.SCALAR) entries.set(getScalarValue(reader.text, key), { at, below });
  }
  reader.next += 1;
  return entries;
}

function itemsOf(reader: Reader): ReadonlyMap<string, Place> {
  const items = new Map<string, Place>();
  while (!isAtEnd(reader)) items.set(String(items.size), placeOf(reader));
  reader.next += 1;
  return items;
}

function isAtEnd({ events, next }: Reader): boolean {
  return next >= events.length || events[next]?.type === EVENT_ID.POP;
}

function take(reader: Reader): Event | undefined {
  const event = reader.events[reader.next];
  reader.next += 1;
  return event;
}

/** Undefined for an empty scalar and for a block of text, whose value begins on a later line. */
function startOf({ valueStart, style }: ScalarEvent): number | undefined {
  if (valueStart < 0 || style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return undefined;
  return style === SCALAR_STYLE.PLAIN ? valueStart : valueStart - 1;
}

function positionOf(text: string, at: number): Position {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
