import type { Reach, Topology } from '@networkd/planner';
import type { Paint } from '../../terminal/style.js';
import { many } from '../../word/many.js';
import { digitOf, isReverse, type Unreachable, type Via, wayOf, whyNot, whyVia } from './words.js';

/** Columns of a cell, and the most a name takes before it is cut short. */
const cellWidth = 3;
const nameWidth = 24;

/**
 * Returns the matrix of all pairs, with a list of those that are not direct. Returns nothing where it would be too
 * wide.
 */
export function matrix(
  { network }: Topology,
  ends: readonly string[],
  width: number,
  paint: Paint,
  pairs: Iterable<Reach>,
): string | undefined {
  const names = ends.reduce((most, { length }) => Math.min(nameWidth, Math.max(most, length)), 0);
  const digits = String(ends.length).length;
  if (2 + digits + 1 + names + ends.length * cellWidth > width) return undefined;
  const all = [...pairs];
  const byEnds = new Map(all.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  const head = ends.map((_, i) => String(i + 1).padStart(cellWidth)).join('');
  const rows = ends.map((from, i) => {
    const cells = ends.map((to) => {
      const { mark, format } = cell(byEnds.get(`${from} ${to}`));
      return `${' '.repeat(cellWidth - 1)}${format === undefined ? mark : paint(format, mark)}`;
    });
    return `  ${String(i + 1).padStart(digits)} ${cut(from, names).padEnd(names)}${cells.join('')}\n`;
  });
  const table = [
    `\n${' '.repeat(3 + digits + names)}${head}\n`,
    ...rows,
    '\n  4, 6 direct over IPv4, IPv6   + over others   ! unreachable   - one is down\n',
  ];
  return [
    `${network.id} version ${network.version}: ${many(ends.length, 'end')}, ${many(all.length, 'walk')}\n`,
    `${summary(all)}\n`,
    ...(ends.length > 0 ? table : []),
    list('Over others', ways(byEnds, all)),
    list('Unreachable', failures(byEnds, all)),
  ].join('');
}

type Format = Parameters<Paint>[0];

function cell(pair: Reach | undefined): { readonly mark: string; readonly format?: Format } {
  switch (pair?.kind) {
    case undefined:
      return { mark: '·' };
    case 'Direct':
      return { mark: pair.hops.map(({ family }) => digitOf(family)).join(''), format: 'green' };
    case 'Via':
      return { mark: '+', format: 'cyan' };
    case 'Unreachable':
      return pair.drop === 'down' ? { mark: '-', format: 'gray' } : { mark: '!', format: ['bold', 'red'] };
    default:
      return pair satisfies never;
  }
}

function summary(all: readonly Reach[]): string {
  const count = (kind: Reach['kind'], down = false) =>
    all.filter((pair) => pair.kind === kind && ('drop' in pair && pair.drop === 'down') === down).length;
  const down = count('Unreachable', true);
  return [
    `${count('Direct')} direct`,
    `${count('Via')} over others`,
    `${count('Unreachable')} unreachable`,
    ...(down > 0 ? [`${down} to or from what is down`] : []),
  ].join(', ');
}

/** Returns the pairs that go over others, both directions on one line where the way back is the way there. */
function ways(byEnds: ReadonlyMap<string, Reach>, all: readonly Reach[]): readonly string[] {
  return once(byEnds, all, 'Via', (a, b) => isReverse(a.hops, b.hops)).map(
    (pair) => `  ${wayOf(pair.hops)}  (${whyVia(pair as Via)})\n`,
  );
}

function failures(byEnds: ReadonlyMap<string, Reach>, all: readonly Reach[]): readonly string[] {
  const up = all.filter((pair) => !('drop' in pair && pair.drop === 'down'));
  return once(byEnds, up, 'Unreachable', () => false).map(
    (pair) => `  ${pair.from} → ${pair.to}: ${whyNot(pair as Unreachable)}\n`,
  );
}

/** Returns the pairs of a kind, without those whose reverse came before and says the same. */
function once(
  byEnds: ReadonlyMap<string, Reach>,
  all: readonly Reach[],
  kind: Reach['kind'],
  same: (a: Reach, b: Reach) => boolean,
): readonly Reach[] {
  const seen = new Set<Reach>();
  return all.filter((pair) => {
    if (pair.kind !== kind) return false;
    seen.add(pair);
    const back = byEnds.get(`${pair.to} ${pair.from}`);
    return back === undefined || !seen.has(back) || !same(pair, back);
  });
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n${lines.join('')}`;
}

function cut(name: string, width: number): string {
  return name.length > width ? `${name.slice(0, width - 1)}…` : name;
}
