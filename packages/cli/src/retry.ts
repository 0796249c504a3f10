import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '@networkd/operator';
import { Failure } from './error/failure.js';
import { letGo } from './terminal/hold-on.js';
import { printError } from './terminal/io.js';
import type { TellBoot } from './terminal/tell-boot.js';

/**
 * Tries until it succeeds, for ever, with longer and longer pauses; of every try that failed it says on standard error in a
 * line why. What a person did not approve is not tried again.
 */
export async function retry(work: () => Promise<void>, tell: TellBoot): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure) || isFinal(error)) throw error;
      letGo();
      const seconds = Math.round(backOff(attempt, Math.random()) * 10) / 10;
      printError(`try ${attempt} failed: ${lineOf(error)}; again in ${seconds} s\n`);
      tell({ kind: 'Retrying', attempt, seconds });
      await sleep(seconds * 1000);
    }
  }
}

function isFinal({ findings }: Failure): boolean {
  return findings.some(({ kind }) => kind === 'not-approved');
}

/** All that went wrong, on one line. */
function lineOf({ findings }: Failure): string {
  const said = findings.flatMap(({ kind, message, notes = [] }) => [`${kind}: ${message}`, ...notes]);
  return said.join('; ').replace(/\s+/g, ' ');
}
