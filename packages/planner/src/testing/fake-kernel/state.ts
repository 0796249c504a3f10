import * as E from 'fp-ts/lib/Either.js';
import type { LinkAttributes, LinkType } from '../../link-type/link-types.js';
import type { ServerName } from '../../program/programs.js';
import type { Family } from '../../scalar/address.js';

/** The word of errno(3) with which Linux refuses. */
export type Errno =
  | 'EACCES'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EBUSY'
  | 'EEXIST'
  | 'EINVAL'
  | 'ELOOP'
  | 'ENETDOWN'
  | 'ENETUNREACH'
  | 'ENODEV'
  | 'ENOENT'
  | 'EOPNOTSUPP'
  | 'EPERM'
  | 'ESRCH';

/** What becomes of one operation: the kernel after it, or why it was refused. */
export type Outcome<A> = E.Either<Errno, A>;

/** A peer of a WireGuard device. `allowedIPs` are canonical, in the order they came. */
export interface KernelPeer {
  readonly publicKey: string;
  readonly endpoint?: string;
  readonly allowedIPs: readonly string[];
  /** Seconds; absent is off. */
  readonly persistentKeepalive?: number;
  /** Seconds since the latest handshake. */
  readonly latestHandshake?: number;
}

/** What is WireGuard's own in a link. The port is held in the link's birth namespace. */
export interface KernelDevice {
  readonly publicKey?: string;
  readonly listenPort?: number;
  readonly peers: ReadonlyMap<string, KernelPeer>;
}

/** The types that we make, the loopback, and what others make. */
type KernelLinkType = LinkType | 'loopback' | 'foreign';

/**
 * A network interface. `index` stands for its ifindex and never recurs; `lower` is the index of what it was made
 * on, `peer` that of a veth's other end, `master` that of the bridge or bond it is a member of.
 */
export interface KernelLink extends LinkAttributes {
  readonly index: number;
  readonly name: string;
  readonly type: KernelLinkType;
  readonly birth: string;
  readonly lower?: number;
  readonly peer?: number;
  readonly master?: number;
  /** Of a bridge: its MTU was set, and follows its ports' no more. */
  readonly keepsMtu?: true;
  /** Only where it was set, and not the kernel's choice. */
  readonly address?: string;
  readonly mtu: number;
  readonly alias?: string;
  readonly up: boolean;
  readonly disableIpv6: boolean;
  /** In the order they were added: of IPv4 addresses in one subnet the first is the primary. */
  readonly addresses: readonly string[];
  readonly wireguard?: KernelDevice;
}

/** A route; without a table of the main one. `ours`: of our protocol number. */
export interface KernelRoute {
  readonly destination: string;
  readonly metric: number;
  readonly device: string;
  readonly via?: string;
  readonly table?: number;
  readonly ours: boolean;
}

export interface KernelRule {
  readonly family: Family;
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly iif?: string;
  readonly table: number;
  readonly ours: boolean;
}

/** A table of nft(8); the hash in its comment is what marks it as ours. */
interface KernelTable {
  readonly family: string;
  readonly name: string;
  readonly ruleset: string;
  readonly hash?: string;
}

export interface Namespace {
  readonly links: ReadonlyMap<string, KernelLink>;
  readonly routes: readonly KernelRoute[];
  readonly rules: readonly KernelRule[];
  readonly tables: ReadonlyMap<string, KernelTable>;
  readonly sysctls: ReadonlyMap<string, string>;
  /** UDP ports held by sockets that are no WireGuard device of ours. */
  readonly sockets: readonly number[];
}

/** A process that serves a link. Neither its link nor its namespace takes it along when it goes. */
export interface KernelProcess {
  readonly program: ServerName;
  /** The name of the namespace, and that of the link. */
  readonly netns: string;
  readonly device: string;
  /** The index of the link that it was started on. */
  readonly index: number;
}

/** The network side of one node's kernel, as a value. Namespaces by name; the host's own is `host`. */
export interface Kernel {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly processes: readonly KernelProcess[];
  readonly nextIndex: number;
}

/** The key of the node's own namespace: no namespace can have an empty name. */
export const host = '';

/** Returns a kernel just booted: the host's namespace with its loopback and nothing else. */
export function emptyKernel(): Kernel {
  return { namespaces: new Map([[host, newNamespace(0, true)]]), processes: [], nextIndex: 1 };
}

/** Returns a new namespace. It has a loopback from birth, down except in the host's. */
export function newNamespace(index: number, up: boolean): Namespace {
  const lo: KernelLink = {
    index,
    name: 'lo',
    type: 'loopback',
    birth: host,
    mtu: 65_536,
    up,
    disableIpv6: false,
    addresses: [],
  };
  const links = new Map([[lo.name, lo]]);
  return { links, routes: [], rules: [], tables: new Map(), sysctls: new Map(), sockets: [] };
}

/** Returns the kernel with one namespace changed; ENOENT without such a namespace. */
export function editNamespace(
  kernel: Kernel,
  netns: string | undefined,
  edit: (namespace: Namespace) => Outcome<Namespace>,
): Outcome<Kernel> {
  const name = netns ?? host;
  const namespace = kernel.namespaces.get(name);
  if (namespace === undefined) return E.left('ENOENT');
  const edited = edit(namespace);
  return E.isLeft(edited) ? edited : E.right(withNamespace(kernel, name, edited.right));
}

/** Returns the kernel with one link changed in place; ENODEV without such a link. */
export function editLink(
  kernel: Kernel,
  netns: string | undefined,
  name: string,
  edit: (link: KernelLink, namespace: Namespace) => Outcome<KernelLink>,
): Outcome<Kernel> {
  return editNamespace(kernel, netns, (namespace) => {
    const link = namespace.links.get(name);
    if (link === undefined) return E.left('ENODEV');
    const edited = edit(link, namespace);
    return E.isLeft(edited) ? edited : E.right(withLink(namespace, edited.right));
  });
}

export function withNamespace(kernel: Kernel, name: string, namespace: Namespace): Kernel {
  return { ...kernel, namespaces: new Map(kernel.namespaces).set(name, namespace) };
}

export function withLink(namespace: Namespace, link: KernelLink): Namespace {
  return { ...namespace, links: new Map(namespace.links).set(link.name, link) };
}

/** Returns the map without one key. */
export function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
