import type { Operation } from './operation.js';
import { verbOf } from './operation.js';

/** What becomes of the resource an operation serves: it is made, changed or taken away. */
export type Rune = '+' | '~' | '-';

/** Returns the operation as one line: its rune, and what it does to what, in the tools' words. */
export function describe(operation: Operation): string {
  return `${runeOf(operation)} ${verbOf(operation).sentence(operation)}`;
}

/** Returns the rune of the change that the operation serves. */
export function runeOf({ change }: Operation): Rune {
  return runes[change];
}

const runes = { Create: '+', Update: '~', Delete: '-' } as const satisfies Record<Operation['change'], Rune>;
