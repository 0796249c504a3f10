import fc from 'fast-check';

/** How a law held against generated cases. */
export interface Held {
  /** What fast-check says of the case on which it does not hold; empty where it does on all. */
  readonly report: string;
  /** How many cases there were. */
  readonly cases: number;
}

/** Always the same cases of a seed: as many as are begun within so many seconds, but no fewer than `least`, and `most` at most. */
export interface Dose {
  readonly seed: number;
  readonly least: number;
  readonly most: number;
  readonly seconds: number;
}

/**
 * Checks a law on cases, one after another. On a machine that is slow or busy there are fewer: a real kernel takes as
 * long as it takes, and no case is cut short.
 */
export async function held<A>(
  generated: fc.Arbitrary<A>,
  law: (one: A) => Promise<void>,
  { seed, least, most, seconds }: Dose,
): Promise<Held> {
  const deadline = performance.now() + seconds * 1000;
  let cases = 0;
  const property = fc.asyncProperty(generated, async (one) => {
    if (cases >= least && performance.now() > deadline) return;
    cases++;
    await law(one);
  });
  const details = await fc.check(property, { seed, numRuns: most, interruptAfterTimeLimit: never });
  const report = details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : '';
  return { report, cases };
}

/** Milliseconds: the limit of other properties would end a case in its middle. */
const never = Number.POSITIVE_INFINITY;
