import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locked } from './options.js';
import { isHalfWritten, namesIn } from './state-folder.js';
import { runFolder } from './userspace-process.js';

/** Removes what was written by one who was killed before it got its name. Whoever has the lock writes alone. */
export function sweep({ state }: Locked): void {
  for (const folder of [state, join(state, 'states'), join(state, 'keys'), runFolder]) {
    for (const name of namesIn(folder)) {
      if (isHalfWritten(name)) rmSync(join(folder, name), { force: true });
    }
  }
}
