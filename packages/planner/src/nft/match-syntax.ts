import { fieldReaders, writeField } from './field.js';
import { pattern } from './pattern.js';
import type { Reader } from './reader.js';
import type { Match } from './rule.js';

/** Writes a match, and the blank after it: another match or the statement follows. */
export function writeMatch(match: Match): string {
  switch (match.kind) {
    case 'field':
      return writeField(match);
    case 'limit':
      return `limit rate ${match.isOver ? 'over ' : ''}${match.rate}/second burst ${match.burst} packets `;
    case 'count':
      return `ct count over ${match.over} `;
    case 'marked':
      return `meta mark & ${match.mark} == ${match.mark} `;
  }
}

export const matchReaders: readonly Reader<Match>[] = [
  ...fieldReaders,
  {
    text: new RegExp(`limit rate (over )?(${pattern.number})/second burst (${pattern.number}) packets `, 'y'),
    read: (over, rate, burst) => ({
      kind: 'limit',
      isOver: over !== undefined,
      rate: Number(rate),
      burst: Number(burst),
    }),
  },
  {
    text: new RegExp(`ct count over (${pattern.number}) `, 'y'),
    read: (over) => ({ kind: 'count', over: Number(over) }),
  },
  {
    text: new RegExp(`meta mark & (${pattern.mark}) == \\1 `, 'y'),
    read: (mark = '') => ({ kind: 'marked', mark }),
  },
];
