/** Real work that Node reports (`process.getActiveResourcesInfo`) and that ends by itself: immediates and file system requests. */
const realWork = new Set(["Immediate", "FSReqCallback", "FSReqPromise", "CloseReq"]);

/** Turns in a row without work. Two prove it (all that was queued before a turn has run by its end); the third is for good measure. */
const quietTurns = 3;

/** The real one, even while another is installed. */
const nextTurn = setImmediate;

/**
 * Resolves when the program has nothing left to do but wait for a timer: no microtask, no immediate, no file request.
 * Sockets, messages of worker threads, and the thread pool's crypto and compression are not seen; whoever waits for
 * those holds the clock (`work`).
 */
export async function programIsQuiet(): Promise<void> {
  for (let turns = 0; turns < quietTurns; turns += 1) {
    await new Promise((resolve) => nextTurn(resolve));
    if (process.getActiveResourcesInfo().some((kind) => realWork.has(kind))) turns = -1;
  }
}
