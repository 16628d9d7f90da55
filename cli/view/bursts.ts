/** Collects what is told in one go and hands it on together, as soon as the teller pauses. */
export function inBursts<Each>(handle: (burst: readonly Each[]) => void): { add(each: Each): void; flush(): void } {
  let burst: Each[] = [];
  const flush = (): void => {
    const told = burst;
    burst = [];
    if (told.length > 0) handle(told);
  };
  return {
    add(each) {
      burst.push(each);
      // A microtask and no timer: during a simulation the timers are the simulation's.
      if (burst.length === 1) queueMicrotask(flush);
    },
    flush,
  };
}
