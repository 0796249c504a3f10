/** Something to be timed: it does its work and returns something that depends on it. */
export interface Subject {
  readonly name: string;
  readonly run: () => unknown;
}

/** Milliseconds of the fastest run of each subject, by name. */
export type Timings = ReadonlyMap<string, number>;

/**
 * Times all subjects in turn, `rounds` times over, and keeps the fastest run of each: interleaved, so that what the
 * machine does meanwhile falls on all alike, and the minimum, since noise only ever adds.
 */
export function interleaved(
  subjects: readonly Subject[],
  rounds: number,
  progress: (round: number) => void,
): Timings {
  const best = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    progress(round);
    for (const { name, run } of subjects) {
      const start = performance.now();
      const result = run();
      const elapsed = performance.now() - start;
      if (result === undefined) throw new Error(`${name} did nothing`);
      // The first round warms the compiler up and is not counted.
      if (round > 0) best.set(name, Math.min(elapsed, best.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
  return best;
}
