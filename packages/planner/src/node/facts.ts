import type { LanHint } from '../document/inventory/document.js';
import type { NodeId } from '../scalar/id.js';
import type { Port } from '../scalar/port.js';
import type { Nic, VirtualLink } from './nic.js';
import type { SlaacParameter } from './slaac.js';

/** What a node surveyed about itself: the host's namespace, and the UDP ports of all that WireGuard sockets live in. */
export interface NodeFacts {
  readonly node: NodeId;
  readonly nics: readonly Nic[];
  /** Links that are not physical, of the host's namespace, `public` and `ndmz`. */
  readonly links: readonly VirtualLink[];
  /** UDP ports that WireGuard devices of networkd hold. */
  readonly wireguardPorts: readonly Port[];
  /** UDP ports that anything else holds, others' WireGuard devices too. */
  readonly otherPorts: readonly Port[];
  /** What tells on which LAN each NIC is. */
  readonly lanHints: readonly LanHint[];
  /** What links that are made in the host's namespace are born without, `net.ipv6.conf.default`; absent: nothing. */
  readonly slaacOff?: readonly SlaacParameter[];
}
