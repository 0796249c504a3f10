import type { styleText } from 'node:util';
import { isAsPredicted, type Pair } from './reach.js';

type Format = Parameters<typeof styleText>[0];

/** Wraps text in colour, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** Columns of a cell. */
const cellWidth = 2;

const families = { ipv4: 'IPv4', ipv6: 'IPv6' };

/**
 * Sets what was predicted of all pairs beside what was measured: over how many tunnels each is reached, one matrix
 * each.
 */
export function table(pairs: readonly Pair[], paint: Paint): string {
  const names = [...new Set(pairs.map(({ from }) => from))];
  const measured = [...new Set(pairs.flatMap((pair) => pair.measured.map(({ family }) => family)))];
  const byEnds = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  const columns: readonly (readonly [string, (pair: Pair) => string])[] = [
    [
      'predicted',
      ({ predicted }) => cellOf(predicted.kind === 'Unreachable' ? undefined : predicted.hops.length),
    ],
    ...measured.map(
      (family) =>
        [
          `pinged, ${families[family]}`,
          (pair: Pair) => cellOf(pair.measured.find((each) => each.family === family)?.echo?.hops),
        ] as const,
    ),
  ];
  const width = Math.max(...columns.map(([title]) => title.length), names.length * cellWidth);
  const left = Math.max(...names.map(({ length }) => length)) + 3;
  const line = (start: string, cells: readonly string[]) => `  ${start}   ${cells.join('   ')}`.trimEnd();
  const row = (name: string, i: number) =>
    line(
      `${String(i + 1).padStart(2)} ${name}`.padEnd(left),
      columns.map(([, cell]) => {
        const cells = names.map((to) => {
          const pair = byEnds.get(`${name} ${to}`);
          const text = pair === undefined ? '·' : cell(pair);
          const wrong = pair !== undefined && !isAsPredicted(pair);
          return ' '.repeat(cellWidth - 1) + (wrong ? paint(['bold', 'red'], text) : text);
        });
        return cells.join('') + ' '.repeat(width - names.length * cellWidth);
      }),
    );
  const numbers = names.map((_, i) => String((i + 1) % 10).padStart(cellWidth)).join('');
  return [
    line(
      ' '.repeat(left),
      columns.map(([title]) => title.padEnd(width)),
    ),
    line(
      ' '.repeat(left),
      columns.map(() => numbers.padEnd(width)),
    ),
    ...names.map(row),
    '',
    '  1 over one tunnel   2 over another node   ! not reached',
  ].join('\n');
}

function cellOf(hops: number | undefined): string {
  return hops === undefined ? '!' : `${hops}`;
}
