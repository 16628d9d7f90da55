import type { LogLine } from "../domain/log.ts";
import { type RecordPart, readRecord } from "./firelens-record.ts";
import { ownerKey, type RolloutStreams } from "./stream-names.ts";
import type { StreamOwner } from "./stream-owner.ts";

/** A line that a container of this rollout printed. Of a FireLens record `text` is what the container printed, without the JSON around it. */
export interface OwnLine extends LogLine {
  readonly owner: StreamOwner;
  /** The same for a line whichever reader returned it; equal lines of one millisecond share it. */
  readonly identity: string;
  readonly isRecord?: true;
}

/** The lines of this rollout among those that a reader returned; a line that Docker cut is whole again, as far as its parts are there. */
export function ownLines(
  lines: readonly LogLine[],
  streams: Pick<RolloutStreams, "owners" | "firelens">,
): readonly OwnLine[] {
  const own: OwnLine[] = [];
  const cut = new Map<string, { readonly index: number; readonly texts: Map<number, string> }>();
  for (const line of lines) {
    const owner = streams.owners.get(ownerKey(line.group, line.stream));
    if (owner !== undefined) {
      own.push({ ...line, owner, identity: identityOf(line) });
      continue;
    }
    const record = ownRecord(line, streams);
    if (record === undefined) continue;
    const { part, ...whole } = record;
    if (part === undefined) {
      own.push(whole);
      continue;
    }
    const known = cut.get(whole.identity);
    const { texts } = known ?? { texts: new Map<number, string>() };
    texts.set(part.ordinal, whole.text);
    if (known === undefined) cut.set(whole.identity, { index: own.push(whole) - 1, texts });
  }
  for (const { index, texts } of cut.values()) {
    const first = own[index];
    if (first !== undefined) own[index] = { ...first, text: joined(texts) };
  }
  return own;
}

function ownRecord(
  line: LogLine,
  { firelens }: Pick<RolloutStreams, "firelens">,
): (OwnLine & { readonly part?: RecordPart }) | undefined {
  const record = firelens?.group === line.group ? readRecord(line.text) : undefined;
  const owner = record && firelens?.ownerOf(record);
  if (record === undefined || owner === undefined) return undefined;
  const { text, part } = record;
  const identity = part === undefined ? identityOf(line) : `${line.group}\n${record.taskArn}\npart of ${part.id}`;
  return { ...line, text, owner, identity, isRecord: true, ...(part !== undefined && { part }) };
}

/** Where a part is missing a new line stands, so that no pattern matches across the gap by accident. */
function joined(texts: ReadonlyMap<number, string>): string {
  let before: number | undefined;
  let whole = "";
  for (const [ordinal, text] of [...texts].sort(([one], [other]) => one - other)) {
    whole += before === undefined || ordinal === before + 1 ? text : `\n${text}`;
    before = ordinal;
  }
  return whole;
}

function identityOf({ group, stream, at, text }: LogLine): string {
  return `${group}\n${stream}\n${at}\n${text}`;
}
