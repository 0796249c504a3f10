import type { TenantNetwork } from '../document/tenant-network/document.js';
import { compareTexts } from '../scalar/id.js';
import { type Families, ipv4, ipv6 } from './families.js';
import type { Vertex } from './vertex.js';

/** Enough to spread the load and survive a failure, few enough that no path search grows with the network. */
const bound = 3;

/**
 * Returns the vertices that forward between others: those the network names, else the best placed. A vertex that is
 * down forwards nothing. Where no pair needs an aggregator, there is no aggregator.
 */
export function aggregatorsOf(
  network: TenantNetwork,
  vertices: readonly Vertex[],
  needed: () => boolean,
): readonly Vertex[] {
  const candidates = vertices.filter(({ hidden, node }) => !hidden && !node.down);
  if (network.aggregators.length > 0) {
    const named = new Set(network.aggregators);
    return candidates.filter(({ node }) => named.has(node.id));
  }
  return needed() ? bestPlaced(candidates).sort((a, b) => a.index - b.index) : [];
}

/**
 * Returns the best placed: dual-stack first, then those with the wider egress, then by hash. So a node that joins
 * displaces another with a chance of only `bound` in all. Where the best all miss a family, the last place goes to
 * the best that has it.
 */
function bestPlaced(candidates: readonly Vertex[]): Vertex[] {
  const sorted = candidates.toSorted(
    (a, b) =>
      size(b.dialable) - size(a.dialable) ||
      size(b.egress) - size(a.egress) ||
      a.hash - b.hash ||
      compareTexts(a.node.id, b.node.id),
  );
  const best = sorted.slice(0, bound);
  for (const family of [ipv4, ipv6]) {
    if (best.some(({ dialable }) => (dialable & family) !== 0)) continue;
    const other = sorted.find(({ dialable }) => (dialable & family) !== 0);
    if (other !== undefined) best.splice(bound - 1, 1, other);
  }
  return best;
}

function size(families: Families): number {
  return (families & 1) + (families >> 1);
}
