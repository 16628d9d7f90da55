interface Timed {
  readonly at: number;
}

/** Collects what happens in one moment and hands it on together, when the next moment begins or when asked to. */
export function inBursts<Each extends Timed>(
  handle: (burst: readonly Each[]) => void,
): { add(each: Each): void; flush(): void } {
  let burst: Each[] = [];
  const flush = (): void => {
    const told = burst;
    burst = [];
    if (told.length > 0) handle(told);
  };
  return {
    add(each) {
      if (burst[0] !== undefined && burst[0].at !== each.at) flush();
      burst.push(each);
    },
    flush,
  };
}
