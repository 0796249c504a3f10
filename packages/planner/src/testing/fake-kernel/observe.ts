import { hostMetric } from '../../desired/node/parts.js';
import type { Carried } from '../../kind/carried.js';
import type { FreeNic } from '../../kind/free-nic.js';
import type { Resource } from '../../kind/resource.js';
import type { Route } from '../../kind/route.js';
import { servedResource } from '../../kind/served.js';
import type { Sysctl } from '../../kind/sysctl.js';
import { linkOfParameter } from '../../kind/sysctl-link.js';
import { nodeNames } from '../../mark/names.js';
import { ownerOfNetns } from '../../mark/owner-of.js';
import { nodeOwner } from '../../scalar/owner.js';
import { present } from '../../scalar/present.js';
import { canonical } from '../../state/canonical.js';
import type { Foreign, NodeState } from '../../state/node-state.js';
import { carriedOn } from './carried.js';
import { leaderOf, linkResources, memberOf } from './observe-link.js';
import { type Home, isOurs, ownerOf, ownerOfTable } from './owner.js';
import { defaultMetric6 } from './route.js';
import {
  host,
  type Kernel,
  type KernelLink,
  type KernelProcess,
  type KernelRoute,
  type Namespace,
} from './state.js';

/**
 * Returns what an agent without memory sees of a node: the objects with our marks as resources, and of the rest what a
 * plan must not collide with. With `networkIds`, other networks of ours count as the rest. What others have on a NIC is
 * seen where it is a member of ours, or is to be one: one of `nics`.
 */
export function observe(
  kernel: Kernel,
  node: string,
  networkIds?: readonly string[],
  nics: readonly string[] = [],
): NodeState {
  const isIncluded = (id: string | undefined): id is string =>
    id !== undefined && (networkIds === undefined || networkIds.includes(id));
  const resources: Resource[] = [];
  const foreign: Mutable<Foreign> = { listenPorts: [], links: [], netns: [] };
  for (const [name, namespace] of kernel.namespaces) {
    const netns = name === host ? {} : { netns: name };
    for (const port of namespace.sockets) foreign.listenPorts.push({ ...netns, port });
    for (const link of namespace.links.values()) {
      const [id, leader] = [ownerOf(link), leaderOf(kernel, link)];
      if (leader === nodeOwner && isIncluded(leader)) {
        for (const each of memberOf(kernel, link, { owner: leader, ...netns })) resources.push(each);
      }
      if (name === host && isIncluded(nodeOwner)) {
        resources.push(...nicOf(link, leader, nics), ...carriedBy(link, leader, namespace, nics));
      }
      if (isIncluded(id)) {
        for (const each of linkResources(kernel, link, { owner: id, ...netns })) resources.push(each);
      } else if (link.type !== 'loopback') {
        foreign.links.push({ ...netns, name: link.name });
        for (const each of socketsOf(link)) foreign.listenPorts.push(each);
      }
    }
    const id = ownerOfNetns(name);
    const isHome = id !== undefined && isOurs(namespace, id);
    const home = isHome ? id : undefined;
    const found = [
      ...tables(namespace, name === host ? nodeOwner : home, netns),
      ...parameters(namespace, home, netns),
      ...routes(namespace, home, netns),
    ];
    for (const each of found) if (isIncluded(each.owner)) resources.push(each);
    if (!isIncluded(id)) continue;
    if (isHome) for (const each of netnsResources(name, namespace, id)) resources.push(each);
    else foreign.netns.push(name);
  }
  for (const each of kernel.processes) {
    const found = processResource(kernel, each);
    if (isIncluded(found.owner)) resources.push(found);
  }
  const others = isIncluded(nodeOwner) ? othersRoutes(kernel.namespaces.get(host)?.routes ?? []) : [];
  if (others.length > 0) foreign.routes = others;
  const alone =
    foreign.listenPorts.length + foreign.links.length + foreign.netns.length + others.length === 0;
  return { schema: 'observed/2', node, resources: canonical(resources), ...(alone ? {} : { foreign }) };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer A)[] ? A[] : T[K] };

function netnsResources(netns: string, { rules, links }: Namespace, owner: string): readonly Resource[] {
  const home = { owner, netns };
  const resources: Resource[] = [{ kind: 'Netns', owner, name: netns }];
  for (const { ours, ...rule } of rules) {
    if (ours) resources.push({ kind: 'Rule', ...home, ...rule });
  }
  if (links.get('lo')?.up === true) resources.push({ kind: 'LinkUp', ...home, device: 'lo' });
  return resources;
}

interface Place {
  readonly netns?: string;
}

/** Returns a NIC that is to be a member, as its owner has it. */
function nicOf(link: KernelLink, leader: string | undefined, nics: readonly string[]): readonly FreeNic[] {
  const { type, name: device, mtu, up, disableIpv6 } = link;
  if (type !== 'foreign' || leader === nodeOwner || !nics.includes(device)) return [];
  return [{ kind: 'FreeNic', owner: nodeOwner, device, mtu, up, disableIpv6 }];
}

/** Returns what others have on a NIC, and on the host's bridge. */
function carriedBy(
  link: KernelLink,
  leader: string | undefined,
  namespace: Namespace,
  nics: readonly string[],
): readonly Carried[] {
  const isNic = link.type === 'foreign' && (leader === nodeOwner || nics.includes(link.name));
  const isBridge = link.name === nodeNames.bridges.host && ownerOf(link) === nodeOwner;
  return isNic || isBridge ? carriedOn(link, namespace, { owner: nodeOwner }) : [];
}

/** Returns the tables of ours. They are known by their name, and by the hash of their rules that they keep. */
function tables(namespace: Namespace, home: string | undefined, place: Place): readonly Resource[] {
  return [...namespace.tables.values()].flatMap(({ family, name, hash, ruleset }): readonly Resource[] => {
    const owner = ownerOfTable(name, home);
    if (owner === undefined || hash === undefined || family !== 'inet') return [];
    return [{ kind: 'NftTable', owner, ...place, family, name, hash, ruleset }];
  });
}

/** Returns the parameters of a namespace of ours; elsewhere, those of links of ours. */
function parameters(
  { sysctls, links }: Namespace,
  home: string | undefined,
  place: Place,
): readonly Sysctl[] {
  return [...sysctls].flatMap(([key, value]) => {
    const link = links.get(linkOfParameter(key) ?? '');
    const owner = home ?? (link === undefined ? undefined : ownerOf(link));
    return owner === undefined ? [] : [{ kind: 'Sysctl' as const, owner, ...place, key, value }];
  });
}

/**
 * Returns the routes of our protocol number. They belong to the namespace's owner; in the host's namespace, to the
 * owner of their link.
 */
function routes(namespace: Namespace, home: string | undefined, place: Place): readonly Route[] {
  return namespace.routes.flatMap((route) => {
    const link = namespace.links.get(route.device);
    const owner = home ?? (link === undefined ? undefined : ownerOf(link));
    return owner === undefined || !route.ours ? [] : [routeResource(route, { owner, ...place })];
  });
}

/** Returns routes of others whose place ours would take. */
function othersRoutes(routes: readonly KernelRoute[]): NonNullable<Foreign['routes']> {
  return routes
    .filter(({ ours, table, metric }) => !ours && table === undefined && metric === hostMetric)
    .map(({ destination, metric, device }) => ({ destination, metric, device }));
}

function routeResource({ destination, device, via, metric }: KernelRoute, home: Home): Route {
  const usual = metric === (destination.includes(':') ? defaultMetric6 : 0);
  return {
    kind: 'Route',
    ...home,
    destination,
    device,
    ...present({ via }),
    ...(usual ? {} : { metric }),
  };
}

/** Returns a process of ours. It is of no use where its link has gone, or where another link has that name by now. */
function processResource({ namespaces }: Kernel, { program, netns, device, index }: KernelProcess): Resource {
  const link = netns === host ? { device } : { netns, device };
  return servedResource(program, link, namespaces.get(netns)?.links.get(device)?.index === index);
}

function socketsOf({ birth, wireguard }: KernelLink): Foreign['listenPorts'] {
  const port = wireguard?.listenPort;
  return port === undefined ? [] : [{ ...(birth === host ? {} : { netns: birth }), port }];
}
