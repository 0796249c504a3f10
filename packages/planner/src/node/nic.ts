import type { Interface, InterfaceRoute } from '../document/inventory/document.js';
import type { Address } from '../scalar/address.js';
import type { InterfaceName } from '../scalar/name.js';
import type { InterfaceAddress } from '../scalar/prefix.js';

/** What a DHCP server said beside the address and the routers (RFC 2132). */
export interface Lease {
  /** The server identifier, option 54. */
  readonly server?: Address;
  /** How long the address is lent, in seconds, option 51. */
  readonly seconds?: number;
  /** The MTU of the segment in bytes, option 26. */
  readonly mtu?: number;
}

/** A physical network interface of the node, as it was surveyed: an inventory's interface, all of it measured. */
export interface Nic extends Interface {
  readonly mac: string;
  /** Is a cable in it, with something alive at its other end? */
  readonly carrier: boolean;
  readonly mtu: number;
  readonly physical: true;
  /** The bridge or bond that it is a member of. */
  readonly master?: InterfaceName;
  readonly lease?: Lease;
}

/**
 * A link that is no NIC itself but may have one beneath it: the bridge that a NIC is a member of, a bond, a VLAN. Its
 * addresses are the NIC's as far as anybody outside can tell.
 */
export interface VirtualLink {
  readonly name: InterfaceName;
  /** Absent: the host's. Else `public`, or `ndmz`, whose links show what the segment of a member of `br-pub` offers. */
  readonly netns?: InterfaceName;
  /** The bridge or bond that it is a member of. */
  readonly master?: InterfaceName;
  /** The link of the host's namespace beneath it, for a VLAN or a macvlan. */
  readonly link?: InterfaceName;
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  readonly routes?: readonly InterfaceRoute[];
  readonly lease?: Lease;
  readonly segmentMtu?: number;
}
