export interface LambdaUse {
  readonly invocations: number;
  readonly errors: number;
  /** Virtual milliseconds, all invocations together. */
  readonly milliseconds: number;
}

/** Counts invocations by function. */
export function lambdaUses() {
  const uses = new Map<string, LambdaUse>();
  return {
    all: (): Readonly<Record<string, LambdaUse>> => Object.fromEntries(uses),
    count(name: string, milliseconds: number, failed: boolean): void {
      const before = uses.get(name) ?? { invocations: 0, errors: 0, milliseconds: 0 };
      uses.set(name, {
        invocations: before.invocations + 1,
        errors: before.errors + (failed ? 1 : 0),
        milliseconds: before.milliseconds + milliseconds,
      });
    },
  };
}
