import * as E from 'fp-ts/lib/Either.js';
import type { Link } from '../../kind/link/resource.js';
import type { LinkMaster } from '../../kind/link-master.js';
import type { Peer } from '../../kind/peer.js';
import type { Resource } from '../../kind/resource.js';
import { attributesOf, type LinkType, type MasterType } from '../../link-type/link-types.js';
import { comparePrefixes, parsePrefix } from '../../scalar/prefix.js';
import { present } from '../../scalar/present.js';
import { linkByIndex } from './link-index.js';
import { isCarried } from './member.js';
import { type Home, ownerOf } from './owner.js';
import { host, type Kernel, type KernelLink, type KernelPeer } from './state.js';

/** Returns a link of ours and all that is on it. */
export function linkResources(kernel: Kernel, link: KernelLink, home: Home): readonly Resource[] {
  const { name, up, addresses } = link;
  const resources: Resource[] = [
    linkItself(kernel, link, home),
    ...addresses.map((address): Resource => ({ kind: 'Address', ...home, device: name, address })),
    ...deviceResources(link, home),
  ];
  if (up) resources.push({ kind: 'LinkUp', ...home, device: name });
  return resources;
}

function linkItself(kernel: Kernel, link: KernelLink, home: Home): Link {
  const { name, type, birth, address, mtu, alias = '', disableIpv6 } = link;
  const [lower, peer] = [linkByIndex(kernel, link.lower), linkByIndex(kernel, link.peer)];
  return {
    kind: 'Link',
    ...home,
    name,
    type: type as LinkType,
    ...(birth === host ? {} : { birth }),
    ...(lower === undefined ? {} : { link: lower.name }),
    ...(peer === undefined ? {} : { peer: peer.name }),
    ...attributesOf(link),
    ...present({ address }),
    mtu,
    alias,
    disableIpv6,
    ...(isCarried(link) && lower !== undefined ? stateOfLower(lower) : {}),
  };
}

function stateOfLower(lower: KernelLink): Pick<Link, 'lowerMtu' | 'lowerDown'> {
  return {
    ...(ownerOf(lower) === undefined ? { lowerMtu: lower.mtu } : {}),
    ...(lower.up ? {} : { lowerDown: true }),
  };
}

/** Returns the owner that leads the link as a member: the owner of its master. */
export function leaderOf(kernel: Kernel, { master }: KernelLink): string | undefined {
  const leader = linkByIndex(kernel, master);
  return leader === undefined ? undefined : ownerOf(leader);
}

/** Returns a link as a member of its master. */
export function memberOf(kernel: Kernel, link: KernelLink, home: Home): readonly LinkMaster[] {
  const { name: device, mtu, up, disableIpv6 } = link;
  const master = linkByIndex(kernel, link.master);
  if (master === undefined) return [];
  const nic = { disableIpv6, mtu, ...(up ? {} : { up: false as const }) };
  return [
    {
      kind: 'LinkMaster',
      ...home,
      device,
      master: master.name,
      type: master.type as MasterType,
      ...(ownerOf(link) === undefined ? nic : {}),
    },
  ];
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
