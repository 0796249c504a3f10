import { expect, test } from 'vitest';
import { isAsPredicted, type Pair } from '../src/meter/reach.js';
import { table } from '../src/meter/table.js';
import type { Family } from '../src/underlay/description.js';

type Hops = readonly string[];

/** A pair whose packets go over these, and of which these answers came. */
function pair(over: Hops | 'unreachable', answers: Partial<Record<Family, number>>): Pair {
  const [from = '', to = ''] = over === 'unreachable' ? ['a', 'b'] : [over[0], over.at(-1)];
  const hops = over === 'unreachable' ? [] : over.slice(1).map((to, i) => ({ from: over[i] ?? '', to }));
  const full = hops.map((hop) => ({ ...hop, family: 'ipv4' as const, diallers: [] }));
  const families: readonly Family[] = ['ipv4', 'ipv6'];
  return {
    from,
    to,
    predicted:
      over === 'unreachable'
        ? { kind: 'Unreachable', from, to, hops: [], drop: 'no-route', at: 'a' }
        : { kind: hops.length > 1 ? 'Via' : 'Direct', from, to, hops: full },
    measured: families.map((family) => {
      const hops = answers[family];
      return hops === undefined ? { family } : { family, echo: { hops, milliseconds: 1 } };
    }),
  };
}

test.each([
  ['answered', pair(['a', 'b'], { ipv4: 1, ipv6: 1 }), true],
  ['answered over another', pair(['a', 'c', 'b'], { ipv4: 2, ipv6: 2 }), true],
  ['answered over another than predicted', pair(['a', 'b'], { ipv4: 2, ipv6: 1 }), false],
  ['answered in one family only', pair(['a', 'b'], { ipv4: 1 }), false],
  ['not answered', pair(['a', 'b'], {}), false],
  ['not answered, as predicted', pair('unreachable', {}), true],
  ['answered in one family, predicted not to be in all', pair('unreachable', { ipv4: 1 }), true],
  ['answered against prediction', pair('unreachable', { ipv4: 1, ipv6: 1 }), false],
])('a pair that is %s', (_, measured, expected) => {
  expect(isAsPredicted(measured)).toBe(expected);
});

test('the table has predicted and measured side by side, and paints what differs', () => {
  const pairs = [
    pair(['a', 'b'], { ipv4: 1, ipv6: 1 }),
    pair(['a', 'b', 'node-c'], { ipv4: 2 }),
    pair(['b', 'a'], { ipv4: 1, ipv6: 1 }),
    pair(['b', 'node-c'], { ipv4: 1, ipv6: 1 }),
    pair(['node-c', 'b', 'a'], { ipv4: 2, ipv6: 2 }),
    pair(['node-c', 'b'], { ipv4: 1, ipv6: 1 }),
  ];
  expect(`\n${table(pairs, (_, text) => text)}\n`).toBe(`
              predicted      pinged, IPv4   pinged, IPv6
               1 2 3          1 2 3          1 2 3
   1 a         · 1 2          · 1 2          · 1 !
   2 b         1 · 1          1 · 1          1 · 1
   3 node-c    2 1 ·          2 1 ·          2 1 ·

  1 over one tunnel   2 over another node   ! not reached
`);
  const painted = table(pairs, (_, text) => `<${text}>`).match(/<.>/g);
  expect(painted).toEqual(['<2>', '<2>', '<!>']);
});
