import { type LinkAttributes, type LinkType, linkType } from '../../link-type/link-types.js';
import type { Owned } from '../owned.js';

/**
 * A network interface, ip-link(8). `netns` is where it is, `birth` the namespace it was created in: a WireGuard
 * device's UDP socket stays there. `link` is what it is made on. Each end of a veth is a link,
 * and names the other as its `peer`: they are made as one and go as one.
 */
export interface Link extends Owned, LinkAttributes {
  readonly kind: 'Link';
  readonly name: string;
  readonly type: LinkType;
  readonly birth?: string;
  readonly link?: string;
  readonly peer?: string;
  /** The MAC that was set; absent on a desired link: the kernel's choice, not compared. */
  readonly address?: string;
  readonly mtu: number;
  /** ifalias: the ownership mark, `networkd:<id>`. */
  readonly alias: string;
  /** Set where the namespace must not take part in the link's IPv6. */
  readonly disableIpv6: boolean;
  /** Of one that a NIC carries: the NIC's MTU, which its own cannot exceed; absent: not compared. */
  readonly lowerMtu?: number;
  /** What carries it was found down, so that it cannot be up itself. Only observed. */
  readonly lowerDown?: true;
}

/** Says whether the link is made in its own namespace at once, though the link that it is on is in another. */
export function isMadeInPlace({ type, netns, birth }: Link): boolean {
  return linkType(type).madeInPlace && netns !== birth;
}
