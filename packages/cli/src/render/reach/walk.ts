import type { Reach } from '@networkd/planner';
import type { Paint } from '../../terminal/style.js';
import { familyNames } from '../../word/families.js';
import { many } from '../../word/many.js';
import { between, whyNot, whyVia } from './words.js';

/** Writes one walk, a line a hop: in which family, and who dials whom. */
export function walk(reach: Reach, paint: Paint): string {
  const { from, to, hops } = reach;
  const widest = hops.reduce((most, hop) => Math.max(most, `${hop.from} → ${hop.to}`.length), 0);
  const lines = hops.map(
    (hop, i) =>
      `  ${i + 1}  ${`${hop.from} → ${hop.to}`.padEnd(widest)}  ${familyNames[hop.family]}  dialled by ${hop.diallers.join(' and ')}\n`,
  );
  return `${paint('bold', `${from} → ${to}`)}: ${headline(reach, paint)}\n${lines.join('')}`;
}

function headline(reach: Reach, paint: Paint): string {
  switch (reach.kind) {
    case 'Direct':
      return paint('green', 'direct');
    case 'Via':
      return `${paint('cyan', `over ${between(reach.hops).join(', ')}`)}, ${many(reach.hops.length, 'hop')} (${whyVia(reach)})`;
    case 'Unreachable':
      return `${paint('red', 'unreachable')}: ${whyNot(reach)}`;
    default:
      return reach satisfies never;
  }
}
