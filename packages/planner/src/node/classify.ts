import type { Node } from '../document/inventory/document.js';
import { type Dialability, isDialable } from './dialability.js';
import { dialabilityOf } from './dialability-of.js';

/** What a node is to others on the Internet, in a word. All but the first three are hidden. */
export type NodeClass =
  | 'dual'
  | 'public-ipv4'
  | 'public-ipv6'
  | 'declared-hidden'
  | 'behind-ipv6-firewall'
  | 'behind-ipv4-firewall'
  | 'behind-nat'
  | 'no-internet';

/** What a node is to others, and how it stands in each family. */
export interface Classification {
  readonly class: NodeClass;
  readonly ipv4: Dialability;
  readonly ipv6: Dialability;
}

/**
 * Says what the node is to others, from what it surveyed and what its farmer says. It is dialable exactly where
 * `reachabilityOf` says so. Of several things that hide a node, the one that is the easiest to mend names the class.
 */
export function classify(node: Node): Classification {
  const ipv4 = dialabilityOf('ipv4', node);
  const ipv6 = dialabilityOf('ipv6', node);
  return { class: classOf(ipv4, ipv6), ipv4, ipv6 };
}

function classOf(ipv4: Dialability, ipv6: Dialability): NodeClass {
  if (isDialable(ipv4)) return isDialable(ipv6) ? 'dual' : 'public-ipv4';
  if (isDialable(ipv6)) return 'public-ipv6';
  if (ipv4.reason === 'declared-hidden' || ipv6.reason === 'declared-hidden') return 'declared-hidden';
  if (ipv6.reason === 'firewall') return 'behind-ipv6-firewall';
  if (ipv4.reason === 'firewall') return 'behind-ipv4-firewall';
  return ipv4.reason === 'nat' || ipv4.reason === 'carrier-nat' ? 'behind-nat' : 'no-internet';
}
