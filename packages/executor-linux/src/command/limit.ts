import pLimit from 'p-limit';
import type { Run } from './run.js';

/** Returns a `run` that runs so many processes at a time, and the others in turn. */
export function limited(run: Run, most: number): Run {
  const limit = pLimit(most);
  return (invocation) => limit(() => run(invocation));
}
