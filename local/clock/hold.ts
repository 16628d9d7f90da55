/** Real minutes are enough for any piece of real work; longer means that it waits for the clock it holds. */
const longestMilliseconds = 60_000;

const realSetTimeout = setTimeout;

/** Sleeps in real time, whatever clock is installed. */
export function realSleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => realSetTimeout(resolve, milliseconds));
}

export interface Hold {
  /** Holds the clock until the task is over. */
  work<T>(task: () => Promise<T>): Promise<T>;
  /** Waits until nobody holds the clock; false when nobody did. Rejects after a real minute. */
  waited(): Promise<boolean>;
}

export function hold(): Hold {
  let holders = 0;
  return {
    async work(task) {
      holders += 1;
      try {
        return await task();
      } finally {
        holders -= 1;
      }
    },
    async waited() {
      if (holders === 0) return false;
      const since = performance.now();
      while (holders > 0) {
        if (performance.now() - since > longestMilliseconds) {
          throw new Error("Work holds the virtual clock for a real minute: it seems to wait for it.");
        }
        await realSleep(1);
      }
      return true;
    },
  };
}
