import type { Command } from './command.js';
import type { Operation } from './operation.js';
import { verbOf } from './operation.js';

/**
 * Returns the commands that carry out an operation: ip(8), wg(8), nft(8), sysctl(8), or a program that goes on. One,
 * except for a link, which gets its alias right after it is made.
 */
export function commandsOf(operation: Operation): readonly Command[] {
  return verbOf(operation).commands(operation);
}
