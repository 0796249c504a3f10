import { compareTexts } from '../scalar/id.js';
import { present } from '../scalar/present.js';
import type { Nic, VirtualLink } from './nic.js';

/** Its links have what the farmer set there, and not what the segment offers. */
const told = 'public';

/**
 * Returns the NICs with what the links above them have: the addresses, gateways and routes of `zos` are those of the
 * NIC that is its member. What stands on several NICs, as on a bond, is told of one: the first by name that has a
 * carrier.
 */
export function foldedNics(nics: readonly Nic[], links: readonly VirtualLink[]): readonly Nic[] {
  const best = nics.toSorted((a, b) => Number(b.carrier) - Number(a.carrier) || compareTexts(a.name, b.name));
  const above = new Map<Nic, VirtualLink[]>(nics.map((nic) => [nic, []]));
  for (const link of links.toSorted((a, b) => compareTexts(a.name, b.name))) {
    if (link.netns === told) continue;
    const names = namesBeneath(link, links);
    const bearer = best.find(({ name, master }) => names.has(name) || (master && names.has(master)));
    if (bearer !== undefined) above.get(bearer)?.push(link);
  }
  return nics.map((nic) => (above.get(nic) ?? []).reduce(fold, nic));
}

/** Returns the names of the host's links that the link is made of. Its own name is among them if it is the host's. */
function namesBeneath(link: VirtualLink, links: readonly VirtualLink[]): ReadonlySet<string> {
  const host = links.filter(({ netns }) => netns === undefined);
  const names = new Set<string>(link.netns === undefined ? [link.name] : []);
  if (link.link !== undefined) names.add(link.link);
  // What is added to a set while it is walked is walked too, and each name once: a circle ends.
  for (const name of names) {
    for (const each of host) {
      if (each.master === name) names.add(each.name);
      if (each.name === name && each.link !== undefined) names.add(each.link);
    }
  }
  return names;
}

function fold(nic: Nic, { addresses, gateways, routes, lease = nic.lease, segmentMtu }: VirtualLink): Nic {
  const least = Math.min(nic.segmentMtu ?? nic.mtu, segmentMtu ?? nic.mtu);
  return {
    ...nic,
    addresses: distinct([...nic.addresses, ...addresses]),
    gateways: distinct([...nic.gateways, ...gateways]),
    ...(routes === undefined ? {} : { routes: [...(nic.routes ?? []), ...routes] }),
    ...present({ lease }),
    ...(least < nic.mtu ? { segmentMtu: least } : {}),
  };
}

/** Returns each text once, where it stands first. */
function distinct<A extends { readonly text: string }>(values: readonly A[]): readonly A[] {
  return [...new Map(values.map((value) => [value.text, value])).values()];
}
