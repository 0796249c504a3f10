import * as E from 'fp-ts/lib/Either.js';
import { compareTexts } from '../scalar/id.js';
import { comparePrefixes, parsePrefix } from '../scalar/prefix.js';
import { identityOf } from '../state/identity.js';
import type { Foreign, NodeState } from '../state/node-state.js';
import { rankOf } from '../state/rank.js';
import type { LinkType, Peer, Resource } from '../state/resource.js';
import { linkByIndex } from './fake-kernel-link.js';
import { defaultMetric6 } from './fake-kernel-route.js';
import { host, type Kernel, type KernelLink, type KernelPeer, type Namespace } from './fake-kernel-state.js';

/**
 * What an agent without memory sees of a node: the objects with our marks as resources, and of the rest what a plan
 * must not collide with. With `networkIds`, other networks of ours count as the rest.
 */
export function observe(kernel: Kernel, node: string, networkIds?: readonly string[]): NodeState {
  const inScope = (id: string | undefined): id is string =>
    id !== undefined && (networkIds === undefined || networkIds.includes(id));
  const resources: Resource[] = [];
  const foreign: Mutable<Foreign> = { listenPorts: [], links: [], netns: [] };
  for (const [name, namespace] of kernel.namespaces) {
    const netns = name === host ? {} : { netns: name };
    for (const port of namespace.sockets) foreign.listenPorts.push({ ...netns, port });
    for (const link of namespace.links.values()) {
      const id = ownerOf(link);
      if (inScope(id)) resources.push(...linkResources(kernel, link, { network: id, ...netns }));
      else if (link.type !== 'loopback') {
        foreign.links.push({ ...netns, name: link.name });
        foreign.listenPorts.push(...portOf(link));
      }
    }
    const id = networkOfNetns(name);
    if (!inScope(id)) continue;
    if (isOurs(namespace)) resources.push(...netnsResources(name, namespace, id));
    else foreign.netns.push(name);
  }
  const sorted = resources
    .map((resource) => ({ resource, rank: rankOf(resource), identity: identityOf(resource) }))
    .sort((a, b) => a.rank - b.rank || compareTexts(a.identity, b.identity))
    .map(({ resource }) => resource);
  const alone = foreign.listenPorts.length + foreign.links.length + foreign.netns.length === 0;
  return { schema: 'observed/1', node, resources: sorted, ...(alone ? {} : { foreign }) };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer A)[] ? A[] : T[K] };

/** Where a resource belongs. */
interface Home {
  readonly network: string;
  readonly netns?: string;
}

/** The network whose mark the link bears. */
export function ownerOf(link: KernelLink): string | undefined {
  return /^networkd:([0-9A-Za-z]{1,13})$/.exec(link.alias ?? '')?.[1];
}

function networkOfNetns(name: string): string | undefined {
  return /^n-([0-9A-Za-z]{1,13})$/.exec(name)?.[1];
}

/** A namespace with one of our names is ours where it holds a link of ours, or nothing yet. */
function isOurs({ links, rules, sockets }: Namespace): boolean {
  const others = [...links.values()].filter(({ type }) => type !== 'loopback');
  if (others.some((link) => ownerOf(link) !== undefined)) return true;
  return others.length + sockets.length === 0 && rules.every(({ ours }) => ours);
}

function netnsResources(netns: string, namespace: Namespace, network: string): readonly Resource[] {
  const home = { network, netns };
  const resources: Resource[] = [{ kind: 'Netns', network, name: netns }];
  for (const [key, value] of namespace.sysctls) resources.push({ kind: 'Sysctl', ...home, key, value });
  for (const { family, name, hash, ruleset } of namespace.tables.values()) {
    if (hash !== undefined && family === 'inet')
      resources.push({ kind: 'NftTable', ...home, family, name, hash, ruleset });
  }
  for (const { ours, destination, device, via, metric } of namespace.routes) {
    if (!ours) continue;
    const usual = metric === (destination.includes(':') ? defaultMetric6 : 0);
    resources.push({
      kind: 'Route',
      ...home,
      destination,
      device,
      ...(via === undefined ? {} : { via }),
      ...(usual ? {} : { metric }),
    });
  }
  for (const { ours, ...rule } of namespace.rules) {
    if (ours) resources.push({ kind: 'Rule', ...home, ...rule });
  }
  if (namespace.links.get('lo')?.up === true) resources.push({ kind: 'LinkUp', ...home, device: 'lo' });
  return resources;
}

function linkResources(kernel: Kernel, link: KernelLink, home: Home): readonly Resource[] {
  const { name, type, birth, mtu, alias = '', disableIpv6, up, addresses } = link;
  const lower = linkByIndex(kernel, link.lower);
  const resources: Resource[] = [
    {
      kind: 'Link',
      ...home,
      name,
      type: type as LinkType,
      ...(birth === host ? {} : { birth }),
      ...(lower === undefined ? {} : { link: lower.name }),
      mtu,
      alias,
      disableIpv6,
    },
    ...addresses.map((address): Resource => ({ kind: 'Address', ...home, device: name, address })),
    ...deviceResources(link, home),
  ];
  if (up) resources.push({ kind: 'LinkUp', ...home, device: name });
  return resources;
}

function deviceResources({ name, birth, wireguard }: KernelLink, home: Home): readonly Resource[] {
  if (wireguard === undefined) return [];
  const { publicKey, listenPort, peers } = wireguard;
  const resources: Resource[] = [...peers.values()].map((peer) => observedPeer(peer, name, home));
  if (publicKey !== undefined) resources.push({ kind: 'WireGuardDevice', ...home, device: name, publicKey });
  if (listenPort !== undefined) {
    const born = birth === host ? {} : { birth };
    resources.push({ kind: 'ListenPort', ...home, device: name, ...born, port: listenPort });
  }
  return resources;
}

function observedPeer(peer: KernelPeer, device: string, home: Home): Peer {
  return { kind: 'Peer', ...home, device, ...peer, allowedIPs: canonical(peer.allowedIPs) };
}

function canonical(prefixes: readonly string[]): readonly string[] {
  return prefixes
    .flatMap((text) => {
      const parsed = parsePrefix(text);
      return E.isRight(parsed) ? [parsed.right] : [];
    })
    .sort(comparePrefixes)
    .map(({ text }) => text);
}

function portOf({ birth, wireguard }: KernelLink): Foreign['listenPorts'] {
  const port = wireguard?.listenPort;
  return port === undefined ? [] : [{ ...(birth === host ? {} : { netns: birth }), port }];
}
