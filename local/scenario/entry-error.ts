/** An entry of the timeline that cannot be played as things stand at its moment: a mistake in the scenario. The message names the entry. */
export class EntryError extends Error {
  override readonly name = "EntryError";
}

/** Plays an entry; what the player says by a plain Error is about the entry, every other kind is a defect. */
export function playedAs(index: number, play: () => void): void {
  try {
    play();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "Error") throw error;
    throw new EntryError(`timeline[${index}]: ${error.message}`, { cause: error });
  }
}
