import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

/**
 * Cases per property, or as many as there is time for on a machine that is slow or busy; and the seed: a new one each run
 * unless it is given. A failure prints its seed, which is also in the name of the test; a mutation run needs it fixed,
 * since it looks tests up by name. A deep run has more of both, and has the cases of each counted in a file.
 */
const {
  NETWORKD_RUNS: runs = '1000',
  NETWORKD_SEED: seed,
  NETWORKD_SECONDS: seconds = '10',
  NETWORKD_COUNT: count,
} = process.env;

fc.configureGlobal({
  numRuns: Number(runs),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  interruptAfterTimeLimit: Number(seconds) * 1000,
  ...(count === undefined ? {} : { reporter: counting(count) }),
});

/** Writes down how many cases a property had, and fails as fast-check itself would. */
function counting(file: string): <Ts>(details: fc.RunDetails<Ts>) => void {
  return (details) => {
    appendFileSync(file, `${details.numRuns}\n`);
    const message = fc.defaultReportMessage(details);
    if (details.failed && message !== undefined) throw new Error(message);
  };
}
