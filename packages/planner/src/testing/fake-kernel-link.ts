import * as E from 'fp-ts/lib/Either.js';
import type { LinkAdd, LinkDelete, LinkMove, LinkSet } from '../operation/operation.js';
import {
  editLink,
  editNamespace,
  host,
  type Kernel,
  type KernelLink,
  type Namespace,
  type Outcome,
  withLink,
  withNamespace,
  without,
} from './fake-kernel-state.js';

/** IFNAMSIZ without its closing NUL. */
const longestName = 15;

/** `ip link add`, with mark and MTU. A macvlan needs its lower link in the namespace of its birth. */
export function addLink(kernel: Kernel, operation: LinkAdd): Outcome<Kernel> {
  const { netns = host, name, type, mtu, alias } = operation;
  if (name === '' || name.length > longestName) return E.left('EINVAL');
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const lower = operation.link === undefined ? undefined : namespace.links.get(operation.link);
  if (lower === undefined && (operation.link !== undefined || type === 'macvlan')) return E.left('ENODEV');
  if (namespace.links.has(name)) return E.left('EEXIST');
  if (lower !== undefined && mtu > lower.mtu) return E.left('EINVAL');
  if (type === 'wireguard' && isServed(kernel, name)) return E.left('EADDRINUSE');
  const link: KernelLink = {
    index: kernel.nextIndex,
    name,
    type,
    birth: netns,
    ...(lower === undefined ? {} : { lower: lower.index }),
    mtu,
    alias,
    up: false,
    disableIpv6: false,
    addresses: [],
    ...(type === 'wireguard' ? { wireguard: { peers: new Map() } } : {}),
  };
  return E.right({
    ...withNamespace(kernel, netns, withLink(namespace, link)),
    nextIndex: kernel.nextIndex + 1,
  });
}

/**
 * Has any namespace a WireGuard device of that name? The kernel's own would not mind, but those in userspace all listen
 * to wg(8) in one folder, each under its name.
 */
function isServed({ namespaces }: Kernel, name: string): boolean {
  return [...namespaces.values()].some(({ links }) => links.get(name)?.wireguard !== undefined);
}

/** `ip link set`. A link that goes down loses its routes and its IPv6 addresses, and keeps its IPv4 ones. */
export function setLink(kernel: Kernel, operation: LinkSet): Outcome<Kernel> {
  const { netns, name, mtu, alias, up } = operation;
  const found = kernel.namespaces.get(netns ?? host)?.links.get(name);
  const lower = found === undefined ? undefined : linkByIndex(kernel, found.lower);
  if (mtu !== undefined && lower !== undefined && mtu > lower.mtu) return E.left('EINVAL');
  const goesDown = up === false && found?.up === true;
  const set = editLink(kernel, netns, name, (link) =>
    E.right({
      ...link,
      ...(mtu === undefined ? {} : { mtu }),
      ...(alias === undefined ? {} : { alias }),
      ...(up === undefined ? {} : { up }),
      addresses: goesDown ? link.addresses.filter((each) => !each.includes(':')) : link.addresses,
    }),
  );
  if (E.isLeft(set) || found === undefined) return set;
  const shrunk = mtu === undefined ? set.right : shrinkUppers(set.right, found.index, mtu);
  if (!goesDown) return E.right(shrunk);
  return editNamespace(shrunk, netns, (namespace) => E.right(withoutRoutes(namespace, name)));
}

/**
 * `ip link set netns`. The link arrives down, without addresses and with its parameters as new; mark, keys, peers
 * and the socket in the birth namespace stay. A bridge and a loopback cannot be moved, but to where they are.
 */
export function moveLink(kernel: Kernel, { netns = host, name, to = host }: LinkMove): Outcome<Kernel> {
  const [source, target] = [kernel.namespaces.get(netns), kernel.namespaces.get(to)];
  if (source === undefined || target === undefined) return E.left('ENOENT');
  const link = source.links.get(name);
  if (link === undefined) return E.left('ENODEV');
  if (netns === to) return E.right(kernel);
  if (link.type === 'bridge' || link.type === 'loopback') return E.left('EINVAL');
  if (target.links.has(name)) return E.left('EEXIST');
  const moved: KernelLink = { ...link, up: false, disableIpv6: false, addresses: [] };
  const left = withNamespace(kernel, netns, withoutLink(source, name));
  return E.right(withNamespace(left, to, withLink(target, moved)));
}

/** `ip link delete`: its addresses, peers, port and routes go with it, and the macvlans on it wherever they are. */
export function deleteLink(kernel: Kernel, { netns = host, name }: LinkDelete): Outcome<Kernel> {
  const namespace = kernel.namespaces.get(netns);
  if (namespace === undefined) return E.left('ENOENT');
  const link = namespace.links.get(name);
  if (link === undefined) return E.left('ENODEV');
  return link.type === 'loopback' ? E.left('EOPNOTSUPP') : E.right(dropLink(kernel, link.index));
}

/** The kernel without a link, and without those stacked on it. */
export function dropLink(kernel: Kernel, index: number): Kernel {
  let now = kernel;
  for (const [netns, namespace] of kernel.namespaces) {
    for (const link of namespace.links.values()) {
      if (link.lower === index) now = dropLink(now, link.index);
      if (link.index !== index) continue;
      const holder = now.namespaces.get(netns);
      if (holder !== undefined) now = withNamespace(now, netns, withoutLink(holder, link.name));
    }
  }
  return now;
}

/** The link with this index, in whatever namespace it is. */
export function linkByIndex(kernel: Kernel, index: number | undefined): KernelLink | undefined {
  for (const namespace of kernel.namespaces.values()) {
    for (const link of namespace.links.values()) {
      if (link.index === index) return link;
    }
  }
  return undefined;
}

/** The kernel lowers a macvlan's MTU with its lower link's. */
function shrinkUppers(kernel: Kernel, lower: number, mtu: number): Kernel {
  let now = kernel;
  for (const [netns, namespace] of kernel.namespaces) {
    for (const link of namespace.links.values()) {
      if (link.lower !== lower || link.mtu <= mtu) continue;
      const holder = now.namespaces.get(netns);
      if (holder !== undefined) now = withNamespace(now, netns, withLink(holder, { ...link, mtu }));
    }
  }
  return now;
}

function withoutLink(namespace: Namespace, name: string): Namespace {
  const ofLink = new RegExp(`^net\\.ipv[46]\\.(conf|neigh)\\.${name.replaceAll('.', '\\.')}\\.`);
  return {
    ...withoutRoutes(namespace, name),
    links: without(namespace.links, name),
    sysctls: new Map([...namespace.sysctls].filter(([key]) => !ofLink.test(key))),
  };
}

function withoutRoutes(namespace: Namespace, device: string): Namespace {
  return { ...namespace, routes: namespace.routes.filter((route) => route.device !== device) };
}
