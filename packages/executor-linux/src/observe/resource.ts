import {
  firewallTable,
  linkGroup,
  linkType,
  masterTypes,
  networkOfTable,
  nodeOwner,
  present,
  type Resource,
  type ResourceOf,
} from '@networkd/planner';
import { withPlain } from './carried/address.js';
import { addressesOf, type FoundLink, hostBridge, isLoopback, isUp } from './ip/link.js';
import type { Home } from './netns/home.js';
import type { Place } from './netns/place.js';
import { type OwnerFilter, ownerOf, ownersAmong } from './owner.js';
import type { OwnPlacedLink } from './placed-link.js';
import type { Particulars } from './wg/device.js';

/** Returns a link of ours and all that is on it. */
export function linkResources(placedLink: OwnPlacedLink, particulars: Particulars = {}): readonly Resource[] {
  const { link, place, owner } = placedLink;
  const { dump, birth } = particulars;
  const home = place.netns === undefined ? { owner } : { owner, netns: place.netns };
  const { ifname: name } = link;
  const resources: Resource[] = [
    linkItself(placedLink, particulars),
    ...addressesOf(name === hostBridge && place.netns === undefined ? withPlain(link) : link).map(
      (address): Resource => ({ kind: 'Address', ...home, device: name, address }),
    ),
  ];
  if (isUp(link)) resources.push({ kind: 'LinkUp', ...home, device: name });
  if (dump === undefined) return resources;
  const born = birth === undefined ? {} : { birth };
  const { publicKey, listenPort, peers } = dump;
  if (publicKey !== undefined) resources.push({ kind: 'WireGuardDevice', ...home, device: name, publicKey });
  if (listenPort !== undefined)
    resources.push({ kind: 'ListenPort', ...home, device: name, ...born, port: listenPort });
  for (const peer of peers) resources.push({ kind: 'Peer', ...home, device: name, ...peer });
  return resources;
}

function linkItself(
  { link, place, owner, type }: OwnPlacedLink,
  { birth, lower, lowerMtu, isLowerDown = false }: Particulars,
): ResourceOf<'Link'> {
  const { ifname: name, mtu, group, ifalias = '', linkinfo, link: other, address } = link;
  return {
    kind: 'Link',
    owner,
    ...present({ netns: place.netns }),
    name,
    type,
    ...present({ birth, link: lower }),
    ...(type === 'veth' && typeof other === 'string' ? { peer: other } : {}),
    ...linkType(type).read({ ...linkinfo?.info_data }),
    ...(address !== undefined && place.assigned.has(name) ? { address } : {}),
    mtu,
    // Without our group it is not marked, even if its alias says so: firewalls go by the group.
    alias: group === String(linkGroup) ? ifalias : '',
    disableIpv6: place.disablesIpv6(name),
    ...present({ lowerMtu }),
    ...(isLowerDown ? { lowerDown: true } : {}),
  };
}

/** Returns a namespace of ours and what is in it. Leaves out links, and what we may have in any namespace. */
export function homeResources({ netns, owner, rules, links }: Home): readonly Resource[] {
  const place = { owner, netns };
  const resources: Resource[] = [{ kind: 'Netns', owner, name: netns }];
  for (const link of links) {
    if (isLoopback(link) && isUp(link)) resources.push({ kind: 'LinkUp', ...place, device: link.ifname });
  }
  for (const each of rules) resources.push({ kind: 'Rule', ...place, ...each });
  return resources;
}

/**
 * Returns what is ours in a namespace beside links. `owner` is the owner of the namespace. Where the namespace is not
 * ours, what is on a link of ours belongs to the link's owner.
 */
export function placeResources(
  place: Place,
  owner: string | undefined,
  isIncluded: OwnerFilter,
): readonly Resource[] {
  const { netns, parameters, tables, routes, links } = place;
  const at = netns === undefined ? {} : { netns };
  const byLink = (name: string | undefined) => {
    const link = links.find(({ ifname }) => ifname === name);
    return owner ?? (link === undefined ? undefined : ownerOf(link, isIncluded, netns));
  };
  const resources: Resource[] = [];
  for (const { isMarked, ...table } of tables) {
    const tableOwner = networkOfTable(table.name) ?? owner ?? (netns === undefined ? nodeOwner : undefined);
    // In a namespace of ours a table by our name is, no matter what is in it; elsewhere only one with our mark.
    if (isIncluded(tableOwner) && (isMarked || (owner !== undefined && table.name === firewallTable))) {
      resources.push({ kind: 'NftTable', owner: tableOwner, ...at, ...table });
    }
  }
  for (const each of parameters) {
    const owner = byLink(linkOfParameter(each.key));
    if (isIncluded(owner)) resources.push({ kind: 'Sysctl', owner, ...at, ...each });
  }
  for (const each of routes) {
    const owner = byLink(each.device);
    if (isIncluded(owner)) resources.push({ kind: 'Route', owner, ...at, ...each });
  }
  return resources;
}

/** Returns the link that a kernel parameter is of: `net.ipv6.conf.LINK.accept_ra`. */
function linkOfParameter(key: string): string | undefined {
  return /^net\.ipv[46]\.conf\.(.+)\.[^.]+$/.exec(key)?.[1];
}

/** Returns a link as a member of a bridge or bond of the node's own. Returns nothing where it is no member. */
export function portResources(link: FoundLink, place: Place): readonly Resource[] {
  const master = place.links.find(({ ifname }) => ifname === link.master);
  if (master === undefined || ownerOf(master, ownersAmong(undefined), place.netns) !== nodeOwner) return [];
  const { ifname: device, mtu } = link;
  const isNic = ownerOf(link, ownersAmong(undefined), place.netns) === undefined;
  const nic = { disableIpv6: place.disablesIpv6(device), mtu, ...(isUp(link) ? {} : { up: false as const }) };
  return [
    {
      kind: 'LinkMaster',
      owner: nodeOwner,
      ...present({ netns: place.netns }),
      device,
      master: master.ifname,
      type: masterTypes.find((each) => each === master.linkinfo?.info_kind) ?? 'bridge',
      ...(isNic ? nic : {}),
    },
  ];
}
