import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '@networkd/planner';
import { isHalfWritten, namesIn } from './memory/file.js';
import { clockOf, type Locked } from './options.js';
import { sweepEnded } from './process/sweep-ended.js';

/** Milliseconds after which nobody writes a key any more: it takes less than one. */
const longest = 60_000;

/**
 * Removes files whose writer was killed before they got their name, and the files of processes that have ended by
 * themselves. Who has the lock writes alone, except for keys.
 */
export function sweep(options: Locked): void {
  const { state, secrets } = options;
  const now = clockOf(options).date().getTime();
  for (const folder of [state, join(state, 'states'), join(state, 'keys'), runFolder]) {
    for (const file of halfWrittenIn(folder)) rmSync(file, { force: true });
  }
  for (const file of halfWrittenIn(secrets)) {
    const { mtimeMs = now } = lstatSync(file, { throwIfNoEntry: false }) ?? {};
    if (now - mtimeMs > longest) rmSync(file, { force: true });
  }
  sweepEnded();
}

function halfWrittenIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter(isHalfWritten)
    .map((name) => join(folder, name));
}
