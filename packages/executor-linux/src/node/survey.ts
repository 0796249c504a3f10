import {
  type Lease,
  type Nic,
  type NodeFacts,
  type NodeId,
  type NodeState,
  nodeNamespaces,
  nodeOwner,
  type Port,
  parsePort,
  present,
  type VirtualLink,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { leaseOf } from '../dhcp/lease.js';
import { type FoundLink, isLoopback } from '../observe/ip/link.js';
import { namespaceNames } from '../observe/netns/namespace.js';
import { observe } from '../observe/observe.js';
import { ownerOf, ownersAmong } from '../observe/owner.js';
import type { Means } from '../options.js';
import { hasCarrier, nicsAmong } from './found-nic.js';
import { type FoundPlace, gatewaysOf, lastingAddresses, readFoundPlace, routesOf } from './found-place.js';
import { slaacOff } from './ipv6-default.js';
import { lanHintsOf } from './lan-hint.js';
import { nameIn } from './scalars.js';
import { segmentMtusOf } from './segment-mtu.js';
import { isTagged } from './stacked.js';
import { busOf, hardwareOf } from './sysfs.js';

/**
 * Returns what the node can say of itself: NICs with what is on them, the links above them, the UDP ports in use and
 * what tells on which LAN each NIC is. Changes nothing. Throws `NotObserved`.
 */
export async function survey(means: Means, node: NodeId): Promise<NodeFacts> {
  const { run } = means;
  const names = namespaceNames();
  const [host, { state }, ...others] = await Promise.all([
    readFoundPlace(run),
    observe(means, node),
    ...nodeNamespaces.filter((name) => names.includes(name)).map((name) => readFoundPlace(run, name)),
  ]);
  const mtus = new Map(
    await Promise.all(
      [host, ...others].map(async (place) => [place, await segmentMtusOf(run, place)] as const),
    ),
  );
  const nics = nicsIn(host);
  const off = slaacOff();
  const above = linksAbove(nics, host.links);
  return {
    node,
    nics: nics.flatMap((link) => withMtu(nicOf(link, host), mtus.get(host))),
    links: [
      ...host.links.flatMap((link) =>
        nics.includes(link) ? [] : withMtu(virtualLinkOf(link, host, host), mtus.get(host)),
      ),
      ...others.flatMap((place) =>
        place.links.flatMap((link) =>
          standsOn(link, host) ? withMtu(virtualLinkOf(link, place, host), mtus.get(place)) : [],
        ),
      ),
    ],
    ...portsIn(state),
    lanHints: [...nics, ...above].flatMap((link) => lanHintsOf(link, host)),
    ...(off.length === 0 ? {} : { slaacOff: off }),
  };
}

/** Returns the link with the MTU of its segment, where that was said. */
function withMtu<L extends Nic | VirtualLink>(
  link: L | undefined,
  mtus: ReadonlyMap<string, number> | undefined,
): readonly L[] {
  if (link === undefined) return [];
  const segmentMtu = mtus?.get(link.name);
  return [segmentMtu === undefined ? link : { ...link, segmentMtu }];
}

/** Returns the NICs among the links of the host. */
export function nicsIn({ links }: FoundPlace): readonly FoundLink[] {
  return nicsAmong(links, (link) => ownerOf(link, ownersAmong(undefined)), busOf);
}

/** Says whether the link is the node's own, as `zos` is. */
export function isOfNode(link: FoundLink): boolean {
  return ownerOf(link, ownersAmong([nodeOwner])) === nodeOwner;
}

/** Returns a NIC as the planner knows it. Returns nothing where documents cannot name it or it has no MAC address. */
export function nicOf(link: FoundLink, place: FoundPlace): Nic | undefined {
  const name = nameIn(link.ifname);
  const mac = link.permaddr ?? link.address;
  if (name === undefined || mac === undefined) return undefined;
  const { speed, driver = link.linkinfo?.info_kind } = hardwareOf(link.ifname, link.ifindex);
  return {
    name,
    mac,
    carrier: hasCarrier(link),
    mtu: link.mtu,
    physical: true,
    ...present({ speed, driver }),
    ...onLink(link, place),
  };
}

/** Returns what is on a link of any type. */
function onLink(link: FoundLink, place: FoundPlace) {
  const master = nameIn(link.master);
  const { netns } = place;
  const lease: Lease | undefined = leaseOf({
    ...present({ netns }),
    device: link.ifname,
  })?.lease;
  return {
    ...present({ master }),
    addresses: lastingAddresses(link),
    gateways: gatewaysOf(link, place),
    routes: routesOf(link, place),
    ...present({ lease }),
  };
}

function virtualLinkOf(link: FoundLink, place: FoundPlace, host: FoundPlace): VirtualLink | undefined {
  const name = nameIn(link.ifname);
  if (name === undefined || isLoopback(link)) return undefined;
  const netns = nameIn(place.netns);
  const lower = nameIn(lowerOf(link, host)?.ifname);
  return {
    name,
    ...present({ netns, link: lower }),
    ...onLink(link, place),
  };
}

function standsOn(link: FoundLink, host: FoundPlace): boolean {
  return lowerOf(link, host) !== undefined;
}

/** Returns the link of the host beneath a VLAN or a macvlan. A veth's other end is not beneath it. */
function lowerOf(found: FoundLink, { links }: FoundPlace): FoundLink | undefined {
  const { linkinfo, link, link_index, ifname } = found;
  if (linkinfo?.info_kind !== 'macvlan' && !isTagged(found)) return undefined;
  return links.find(
    (each) => each.ifname !== ifname && (each.ifname === link || each.ifindex === link_index),
  );
}

/** Returns the links that have one of these beneath them, through bonds, bridges and VLANs. */
export function linksAbove(below: readonly FoundLink[], links: readonly FoundLink[]): readonly FoundLink[] {
  const known = new Set(below.map(({ ifname }) => ifname));
  const masters = new Set(below.flatMap(({ master }) => master ?? []));
  const next = links.filter(
    (each) =>
      !known.has(each.ifname) && (masters.has(each.ifname) || (isTagged(each) && known.has(each.link ?? ''))),
  );
  return next.length === 0
    ? []
    : [...next, ...linksAbove([...below, ...next], links).filter((each) => !next.includes(each))];
}

function portsIn({ resources, foreign }: NodeState): Pick<NodeFacts, 'wireguardPorts' | 'otherPorts'> {
  const ours = resources.flatMap((each) => (each.kind === 'ListenPort' ? [each.port] : []));
  return {
    wireguardPorts: sorted(ours),
    otherPorts: sorted((foreign?.listenPorts ?? []).map(({ port }) => port)),
  };
}

function sorted(ports: readonly number[]): readonly Port[] {
  return [...new Set(ports)]
    .sort((a, b) => a - b)
    .flatMap((port) => {
      const parsed = parsePort(port);
      return E.isRight(parsed) ? [parsed.right] : [];
    });
}
