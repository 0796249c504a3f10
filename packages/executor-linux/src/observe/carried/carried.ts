import { nodeOwner, type ResourceOf } from '@networkd/planner';
import type { FoundLink } from '../ip/link.js';
import type { Routing } from '../ip/routing.js';
import type { Ipv6Habits } from '../ip/spoken.js';
import { carriedAddresses } from './address.js';
import { carriedRoutes } from './route.js';
import { carriedRules } from './rule.js';

/**
 * Returns what others have put on a link, and what it takes to make that again. Leaves out what the kernel makes by
 * itself of addresses and of router advertisements. Throws `Refusal` where something could not be made again as it is.
 */
export function carriedOn(
  link: FoundLink,
  routing: Routing,
  habits: Ipv6Habits,
): readonly ResourceOf<'Carried'>[] {
  const { ifname: device } = link;
  const spoken = [
    ...carriedAddresses(link, habits),
    ...carriedRoutes(link, routing.routes, habits),
    ...carriedRules(device, routing.rules4, 'ipv4'),
    ...carriedRules(device, routing.rules6, 'ipv6'),
  ];
  return spoken.map((each, place) => ({
    kind: 'Carried',
    owner: nodeOwner,
    device,
    ...each,
    place,
  }));
}
