import fc from 'fast-check';

/**
 * Cases per property, and the seed: a new one each run unless it is given. A failure prints its seed, which is also in
 * the name of the test; a mutation run needs it fixed, since it looks tests up by name.
 */
const { NETWORKD_RUNS: runs = '1000', NETWORKD_SEED: seed } = process.env;

fc.configureGlobal({ numRuns: Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) });
