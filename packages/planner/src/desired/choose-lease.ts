import * as E from 'fp-ts/lib/Either.js';
import { digest } from '../scalar/digest.js';
import { leaseAt, leaseCount, type NdmzLease } from '../scalar/ndmz-lease.js';
import type { Parsed } from '../scalar/parsed.js';

/**
 * Chooses a lease for a network that has none: the first free one in an order that its id gives, so that the same
 * network tends to get the same lease. Error: `leases-exhausted` where all are taken.
 */
export function chooseLease(network: string, taken: ReadonlySet<string>): Parsed<NdmzLease> {
  const hash = digest(network);
  const start = Number.parseInt(hash.slice(0, 8), 16) % leaseCount;
  const stride = strideOf(Number.parseInt(hash.slice(8, 16), 16));
  for (let step = 0; step < leaseCount; step++) {
    const lease = leaseAt((start + step * stride) % leaseCount);
    if (!taken.has(lease)) return E.right(lease);
  }
  return E.left({ kind: 'leases-exhausted' });
}

/** Returns a step by which all leases are reached: it shares no divisor with their number, 13 · 71 · 71. */
function strideOf(hash: number): number {
  const stride = 1 + (hash % (leaseCount - 1));
  return stride % 13 === 0 || stride % 71 === 0 ? strideOf(stride) : stride;
}
