import { gridRange } from '../../scalar/address-class.js';
import { contains, overlaps, type Prefix } from '../../scalar/prefix.js';
import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';

interface Owned {
  readonly owner: string;
  readonly prefix: Prefix;
}

/**
 * Checks that every subnet lies in the network's range and overlaps no other, and that the ranges do not overlap the
 * grid's own.
 */
export function checkSubnetsDisjoint({ network }: Topology): readonly Violation[] {
  const { range, range6, resources, accessPoints } = network;
  const owners = [
    ...resources.map(({ node: owner, subnet, subnet6 }) => ({ owner, subnet, subnet6 })),
    ...accessPoints.map(({ name: owner, subnet, subnet6 }) => ({ owner, subnet, subnet6 })),
  ];
  const all = owners.flatMap(({ owner, subnet, subnet6 }): Owned[] => [
    { owner, prefix: subnet },
    ...(subnet6 === undefined ? [] : [{ owner, prefix: subnet6 }]),
  ]);
  const ranges = range6 === undefined ? [range] : [range, range6];
  return [
    ...ranges
      .filter((each) => overlaps(each, gridRange))
      .map((each) => broken([], [each, gridRange], `${each.text} meets the grid's ${gridRange.text}`)),
    ...all
      .filter(({ prefix }) => !ranges.some((each) => contains(each, prefix)))
      .map(({ owner, prefix }) =>
        broken([owner], [prefix], `${prefix.text} of ${owner} is outside the range`),
      ),
    ...all.flatMap((a, i) =>
      all
        .slice(i + 1)
        .filter((b) => overlaps(a.prefix, b.prefix))
        .map((b) => {
          const message = `${a.prefix.text} of ${a.owner} overlaps ${b.prefix.text} of ${b.owner}`;
          return broken([a.owner, b.owner], [a.prefix, b.prefix], message);
        }),
    ),
  ];
}

function broken(nodes: readonly string[], prefixes: readonly Prefix[], message: string): Violation {
  return violation(
    'subnets-disjoint',
    nodes,
    prefixes.map(({ text }) => text),
    message,
  );
}
