import { pattern } from './pattern.js';
import type { Reader } from './reader.js';
import type { Statement } from './rule.js';

/** Writes the statement that ends a rule. */
export function writeStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'accept':
    case 'drop':
    case 'notrack':
      return statement.kind;
    case 'masquerade':
      return `masquerade${statement.randomPorts ? ' fully-random' : ''}`;
    case 'clamp':
      return 'tcp option maxseg size set rt mtu';
    case 'mark':
      return `meta mark set meta mark | ${statement.mark}`;
  }
}

export const statementReaders: readonly Reader<Statement>[] = [
  { text: /accept$/y, read: () => ({ kind: 'accept' }) },
  { text: /drop$/y, read: () => ({ kind: 'drop' }) },
  { text: /notrack$/y, read: () => ({ kind: 'notrack' }) },
  {
    text: /masquerade( fully-random)?$/y,
    read: (random) => ({ kind: 'masquerade', randomPorts: random !== undefined }),
  },
  { text: /tcp option maxseg size set rt mtu$/y, read: () => ({ kind: 'clamp' }) },
  {
    text: new RegExp(`meta mark set meta mark \\| (${pattern.mark})$`, 'y'),
    read: (mark = '') => ({ kind: 'mark', mark }),
  },
];
