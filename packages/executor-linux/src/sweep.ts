import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isHalfWritten, namesIn } from './memory/file.js';
import type { Locked } from './options.js';
import { logOf, processes, runFolder, startedDevices } from './process/wireguard-found.js';

/** Milliseconds after which nobody writes a key any more: it takes less than one. */
const longest = 60_000;

/**
 * Removes what was written by one who was killed before it got its name, and the logs of devices whose process has ended
 * by itself. Whoever has the lock writes alone, except for keys.
 */
export function sweep({ state, secrets }: Locked): void {
  for (const folder of [state, join(state, 'states'), join(state, 'keys'), runFolder]) {
    for (const file of halfWrittenIn(folder)) rmSync(file, { force: true });
  }
  for (const file of halfWrittenIn(secrets)) {
    const { mtimeMs = Date.now() } = lstatSync(file, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > longest) rmSync(file, { force: true });
  }
  const logs = startedDevices().map(logOf);
  const written = logs.length === 0 ? new Map() : processes();
  for (const log of logs) if (!written.has(log)) rmSync(log, { force: true });
}

function halfWrittenIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter(isHalfWritten)
    .map((name) => join(folder, name));
}
