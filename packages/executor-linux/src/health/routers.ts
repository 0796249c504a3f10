import { type FoundPlace, networksOf } from '../node/found-place.js';
import type { IpRoute } from '../observe/ip/route.js';
import type { Check } from './check.js';
import type { Sight } from './sight.js';

/** RTPROT_RA: routes that a router has announced (RFC 4861). */
const announced = '9';

/** More networks than a router of any segment has; of addresses the kernel takes as many, and of networks all. */
const mostNetworks = 16;

/**
 * Warns where more than one router announces itself on a segment, or where networks without end are announced. Somebody
 * who is no router does that. It is only a warning, since a segment may have two routers.
 */
export function routersAnnounced({ host, ndmz, public: open }: Sight): readonly Check[] {
  const places = [
    { place: host, device: 'zos' },
    { place: ndmz, device: 'npub6' },
    { place: open, device: 'public' },
  ];
  return places.flatMap(({ place, device }) => (place === undefined ? [] : announcedOn(place, device)));
}

function announcedOn(place: FoundPlace, device: string): readonly Check[] {
  const link = place.links.find(({ ifname }) => ifname === device);
  if (link === undefined) return [];
  const where = `${device}${place.netns === undefined ? '' : ` in ${place.netns}`}`;
  const routers = place.routes.filter(
    ({ dev, dst, protocol }) => dev === device && dst === 'default' && protocol === announced,
  );
  const networks = networksOf(link, place).filter((text) => text.includes(':'));
  const many = networks.length > mostNetworks ? [`${networks.length} IPv6 networks are announced`] : [];
  const several = routers.length > 1 ? [`routers announce themselves: ${named(routers, place)}`] : [];
  const found = [...several, ...many];
  if (found.length === 0) return [];
  const remedy =
    'have the switch take router advertisements from the port of the router alone (RFC 6105), or set the IPv6 addresses and gateway of the segment in the configuration: then no router is listened to';
  return [{ name: 'routers', ok: true, warning: true, found: `on ${where} ${found.join('; ')}`, remedy }];
}

/** Returns the routers, each with its MAC address and its preference (RFC 4191). */
function named(routers: readonly IpRoute[], { neighbours }: FoundPlace): string {
  const words = routers.map(({ dev, gateway = '', pref }) => {
    const { lladdr } = neighbours.find((each) => each.dst === gateway && each.dev === dev) ?? {};
    return [
      gateway,
      ...(lladdr === undefined ? [] : [`at ${lladdr}`]),
      ...(pref === 'high' ? ['of high preference'] : []),
    ].join(' ');
  });
  return [...new Set(words)].join(', ');
}
