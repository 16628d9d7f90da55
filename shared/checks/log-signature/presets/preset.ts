/** One line form by which a tool says that something happened; RE2 syntax, named groups `version`, `count`, `duration`, `changes` (what became of them) are kept as facts. */
export interface PresetPattern {
  readonly pattern: string;
  readonly means: string;
}

/** The known log lines of one migration tool. */
export interface SignaturePreset {
  readonly tool: string;
  /** Where the lines come from: recorded output of this version, or public source/documentation. */
  readonly source: string;
  /** Success: one of these lines is enough ("applied" or "nothing to do"). */
  readonly success: readonly PresetPattern[];
  /** Failure: any of these lines. */
  readonly failure: readonly PresetPattern[];
  /** What the reader must know, e.g. the tool prints nothing when there is nothing to do. */
  readonly caveat?: string;
}
