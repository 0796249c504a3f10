import * as E from 'fp-ts/lib/Either.js';
import { digest } from '../scalar/digest.js';
import { type EgressAddress, egressAddressAt, egressAddressCount } from '../scalar/egress-address.js';
import type { Parsed } from '../scalar/parsed.js';

/**
 * Chooses an egress address for a network that has none: the first free one in an order that its id gives, so that the same
 * network tends to get the same egress address. Error: `egress-addresses-exhausted` where all are taken.
 */
export function chooseEgressAddress(network: string, taken: ReadonlySet<string>): Parsed<EgressAddress> {
  const hash = digest(network);
  const start = Number.parseInt(hash.slice(0, 8), 16) % egressAddressCount;
  const stride = strideOf(Number.parseInt(hash.slice(8, 16), 16));
  for (let step = 0; step < egressAddressCount; step++) {
    const egressAddress = egressAddressAt((start + step * stride) % egressAddressCount);
    if (!taken.has(egressAddress)) return E.right(egressAddress);
  }
  return E.left({ kind: 'egress-addresses-exhausted' });
}

/** Returns a step by which all egress addresses are reached: it shares no divisor with their number, 13 · 71 · 71. */
function strideOf(hash: number): number {
  const stride = 1 + (hash % (egressAddressCount - 1));
  return stride % 13 === 0 || stride % 71 === 0 ? strideOf(stride) : stride;
}
