import { type LinkType, linkTypes } from '@networkd/planner';

/** A network interface as `ip -N -json -details address show` has it, as far as we look. */
export interface FoundLink {
  readonly ifindex: number;
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly group?: string;
  readonly ifalias?: string;
  readonly altnames?: readonly string[];
  /** The lower device: its name where it is in the same namespace, else its index there. */
  readonly link?: string | null;
  readonly link_index?: number;
  /** Where the lower device, or a veth's other end, is in another namespace: that one's number here. */
  readonly link_netnsid?: number;
  /** What kind of frames it carries. */
  readonly link_type?: string;
  /** The bridge or bond that it is a member of. */
  readonly master?: string;
  /** MAC address; `permaddr` where a bond has given the NIC another. */
  readonly address?: string;
  readonly permaddr?: string;
  /** The piece of hardware that it is, as on the PCI bus. */
  readonly parentdev?: string;
  readonly linkinfo?: { readonly info_kind?: string; readonly info_data?: FoundData };
  readonly addr_info?: readonly FoundAddress[];
}

/** What is of one kind of link only. */
interface FoundData {
  /** Of a tun. */
  readonly type?: string;
  /** Of a VLAN. */
  readonly id?: number;
  /** Of a bond. */
  readonly mode?: string;
}

/** An address of a link, ip-address(8). */
export interface FoundAddress {
  readonly family?: string;
  readonly local?: string;
  readonly prefixlen?: number;
  /** The other end's, where it is not on a network. */
  readonly address?: string;
  readonly broadcast?: string;
  readonly label?: string;
  readonly metric?: number;
  readonly valid_life_time?: number;
  readonly preferred_life_time?: number;
  readonly noprefixroute?: boolean;
  readonly home?: boolean;
  readonly mngtmpaddr?: boolean;
  readonly autojoin?: boolean;
  readonly nodad?: boolean;
  readonly scope?: string;
  readonly dynamic?: boolean;
  readonly temporary?: boolean;
  readonly deprecated?: boolean;
  readonly tentative?: boolean;
}

/** The bridge that has the host's addresses. */
export const hostBridge = 'zos';

/** RT_SCOPE_UNIVERSE: what ip(8) calls global. */
export const globalScope = '0';

/** Returns the links in the list. ip(8) leaves empty objects for what it filters out. */
export function linksIn(list: readonly unknown[]): readonly FoundLink[] {
  return (list as readonly Partial<FoundLink>[])
    .filter((each): each is FoundLink => each.ifname !== undefined)
    .map((each) => (Array.isArray(each.flags) ? each : { ...each, flags: [] }));
}

/** Returns the type of link of ours that it is, or nothing. A userspace WireGuard device is a tun. */
export function typeOf({ linkinfo }: FoundLink): LinkType | undefined {
  const kind = linkinfo?.info_kind;
  if (kind === 'tun') return linkinfo?.info_data?.type === 'tap' ? undefined : 'wireguard';
  return linkTypes.find((type) => type === kind);
}

/** Says whether the device is that of a process, and not the kernel's own WireGuard. */
export function isUserspace({ linkinfo }: FoundLink): boolean {
  return linkinfo?.info_kind === 'tun';
}

/** Says whether the link is `lo`, which every namespace has. */
export function isLoopback({ flags }: FoundLink): boolean {
  return flags.includes('LOOPBACK');
}

/** Says whether the link is up administratively, with or without a carrier. */
export function isUp({ flags }: FoundLink): boolean {
  return flags.includes('UP');
}

/**
 * Returns the addresses that somebody gave the link. Leaves out the kernel's own, and what a DHCP server or a router
 * advertisement lends. A link-local address is somebody's where it is so small that no kernel would make it up, as
 * `fe80::1`.
 */
export function addressesOf({ addr_info = [] }: FoundLink): readonly string[] {
  const texts = addr_info
    .filter(
      ({ dynamic, scope, local = '' }) => dynamic !== true && (scope === globalScope || isChosen(local)),
    )
    .map(({ local, prefixlen }) => `${local}/${prefixlen}`);
  return [...new Set(texts)];
}

/** Says whether a link-local address is so small that no kernel would make it up. */
export function isChosen(address: string): boolean {
  return /^fe80::[0-9a-f]{1,4}$/.test(address);
}

/**
 * Links that the kernel puts into every new namespace where the modules of their tunnels are loaded
 * (ip-sysctl, fb_tunnels_only_for_init_net).
 */
const fallbacks: ReadonlySet<string> = new Set([
  ...['tunl0', 'sit0', 'gre0', 'gretap0', 'erspan0', 'ip_vti0', 'ip6tnl0', 'ip6gre0', 'ip6_vti0'],
]);

/** Says whether the namespace came with the link. */
export function isInnate(link: FoundLink): boolean {
  return isLoopback(link) || fallbacks.has(link.ifname);
}

/** Says whether documents can name the link. The kernel allows more in names than they do. */
export function isNameable(ifname: string): boolean {
  return /^[0-9A-Za-z_][0-9A-Za-z._@-]{0,14}$/.test(ifname);
}
