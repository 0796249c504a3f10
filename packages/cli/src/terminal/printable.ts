import { randomBytes } from 'node:crypto';

/**
 * Control characters, what turns or hides the writing around it (bidirectional marks and the like), line separators,
 * and halves of characters. Lines end and are indented as they are.
 */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Stands for the beginning of an escape sequence of our own until it is printed. No text from outside can know it. */
export const sequence = `\uf8ff${randomBytes(8).toString('hex')}[`;

/**
 * Returns the text as a terminal may have it: what would move its cursor, colour it or reorder it is written as a JSON
 * string has it, so that JSON stays the same JSON. Our own sequences are as they are.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escaped).replaceAll(sequence, '\u001b[');
}

/** Returns the same for what has to stay on its line. */
export function onOneLine(text: string): string {
  return text.replace(unprintable, escaped).replace(/[\n\t]/g, (each) => JSON.stringify(each).slice(1, -1));
}

/** Escapes a character as JSON.stringify does where it does; as two units where UTF-16 has two. */
function escaped(character: string): string {
  const short = JSON.stringify(character).slice(1, -1);
  if (short.startsWith('\\')) return short;
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
