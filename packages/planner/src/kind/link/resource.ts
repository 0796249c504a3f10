import type { BondMode, LinkType } from '../../scalar/link-type.js';
import type { Owned } from '../owned.js';

/**
 * A network interface, ip-link(8). `netns` is where it is, `birth` the namespace it was created in: a WireGuard
 * device's UDP socket stays there. `link` is the lower device of a macvlan or a vlan. Each end of a veth is a link,
 * and names the other as its `peer`: they are made as one and go as one.
 */
export interface Link extends Owned {
  readonly kind: 'Link';
  readonly name: string;
  readonly type: LinkType;
  readonly birth?: string;
  readonly link?: string;
  readonly peer?: string;
  /** The VLAN ID of a vlan, 802.1Q. */
  readonly vlanId?: number;
  readonly mode?: BondMode;
  /** The MAC that was set; absent on a desired link: the kernel's choice, not compared. */
  readonly address?: string;
  readonly mtu: number;
  /** ifalias: the ownership mark, `networkd:<id>`. */
  readonly alias: string;
  /** Set where the namespace must not take part in the link's IPv6. */
  readonly disableIpv6: boolean;
  /** Of a vlan on a NIC: the NIC's MTU, which the vlan's cannot exceed; absent: not compared. */
  readonly lowerMtu?: number;
  /** A vlan whose lower device was found down, so that it cannot be up itself. Only observed. */
  readonly lowerDown?: true;
}

/**
 * Is the link made in its namespace at once, though what it is on is elsewhere? A macvlan is: it is nowhere else if it is cut off,
 * and a move of a link waits for the whole kernel. WireGuard's socket stays where its device was born, so that one must be moved.
 */
export function isMadeInPlace({ type, netns, birth }: Link): boolean {
  return type === 'macvlan' && netns !== birth;
}
