import type { Reach, Topology } from '@networkd/planner';
import type { Paint } from '../../terminal/style.js';
import { many } from '../../word/many.js';
import { between, type Unreachable, whyNot } from './words.js';

/** Unreachable pairs that are named one by one; of the others only the number is given. */
const named = 20;

/**
 * Says what a matrix too wide for the terminal comes to: counts, who carries for others, the first unreachable pairs.
 */
export function overview(
  { network }: Topology,
  ends: readonly string[],
  paint: Paint,
  pairs: Iterable<Reach>,
): string {
  const carried = new Map<string, number>();
  const failed: Unreachable[] = [];
  let [direct, via, unreachable, down] = [0, 0, 0, 0];
  for (const pair of pairs) {
    if (pair.kind === 'Direct') direct++;
    else if (pair.kind === 'Via') {
      via++;
      for (const name of between(pair.hops)) carried.set(name, (carried.get(name) ?? 0) + 1);
    } else if (pair.drop === 'down') down++;
    else if (++unreachable <= named) failed.push(pair);
  }
  return [
    `${network.id} version ${network.version}: ${many(ends.length, 'end')}, too many for a matrix`,
    ' (--from, --to and --json show them)\n\n',
    `  ${paint('green', 'direct')}       ${direct}\n  ${paint('cyan', 'over others')}  ${via}\n`,
    `  ${paint('red', 'unreachable')}  ${unreachable}\n  down         ${down}\n`,
    carried.size === 0 ? '' : '\nOver others\n',
    ...[...carried]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `  ${name} carries ${many(count, 'walk')}\n`),
    failed.length === 0 ? '' : '\nUnreachable\n',
    ...failed.map((pair) => `  ${pair.from} → ${pair.to}: ${whyNot(pair)}\n`),
    unreachable > named ? `  and ${unreachable - named} more\n` : '',
  ].join('');
}
