import { type DhcpClient, nodeOwner } from '@networkd/planner';
import { dhcpPlaces, dhcpProcessOf } from '../../process/udhcpc-process.js';
import type { Place } from '../netns/place.js';

/**
 * The DHCP clients of ours, by their processes. One is detached where its link is gone or another one by now, or the
 * namespace it is in is.
 */
export function clientResources(places: readonly Place[]): readonly DhcpClient[] {
  return dhcpPlaces().map((place) => {
    const found = places.find(({ netns }) => netns === place.netns);
    const link = found?.links.find(({ ifname }) => ifname === place.device);
    const running = dhcpProcessOf(place);
    const isSame = running?.link === undefined || running.link === link?.ifindex;
    const isAttached = running?.isThere === true && link !== undefined && isSame;
    return { kind: 'DhcpClient', owner: nodeOwner, ...place, ...(isAttached ? {} : { detached: true }) };
  });
}
