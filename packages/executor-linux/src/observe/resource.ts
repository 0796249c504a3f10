import type { Resource } from '@networkd/planner';
import type { Particulars } from './device.js';
import type { Home } from './home.js';
import { addressesOf, isLoopback, isUp } from './link.js';
import type { OwnSighting } from './sighting.js';

/** A link of ours and all that is on it. */
export function linkResources(
  { link, place, network, type }: OwnSighting,
  { dump, birth, lower }: Particulars = {},
): readonly Resource[] {
  const home = place.netns === undefined ? { network } : { network, netns: place.netns };
  const { ifname: name, mtu, ifalias: alias = '' } = link;
  const born = birth === undefined ? {} : { birth };
  const resources: Resource[] = [
    {
      kind: 'Link',
      ...home,
      name,
      type,
      ...born,
      ...(lower === undefined ? {} : { link: lower }),
      mtu,
      alias,
      disableIpv6: place.disablesIpv6(name),
    },
    ...addressesOf(link).map((address): Resource => ({ kind: 'Address', ...home, device: name, address })),
  ];
  if (isUp(link)) resources.push({ kind: 'LinkUp', ...home, device: name });
  if (dump === undefined) return resources;
  const { publicKey, listenPort, peers } = dump;
  if (publicKey !== undefined) resources.push({ kind: 'WireGuardDevice', ...home, device: name, publicKey });
  if (listenPort !== undefined)
    resources.push({ kind: 'ListenPort', ...home, device: name, ...born, port: listenPort });
  for (const peer of peers) resources.push({ kind: 'Peer', ...home, device: name, ...peer });
  return resources;
}

/** A namespace of ours and what is in it beside links. */
export function homeResources(home: Home): readonly Resource[] {
  const { netns, network, parameters, table, routes, rules, links } = home;
  const place = { network, netns };
  const resources: Resource[] = [{ kind: 'Netns', network, name: netns }];
  for (const each of parameters) resources.push({ kind: 'Sysctl', ...place, ...each });
  if (table !== undefined) resources.push({ kind: 'NftTable', ...place, ...table });
  for (const link of links) {
    if (isLoopback(link) && isUp(link)) resources.push({ kind: 'LinkUp', ...place, device: link.ifname });
  }
  for (const each of routes) resources.push({ kind: 'Route', ...place, ...each });
  for (const each of rules) resources.push({ kind: 'Rule', ...place, ...each });
  return resources;
}
