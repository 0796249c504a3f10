import { type LanHint, parseMac, present } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { FoundLink } from '../observe/ip/link.js';
import { type FoundPlace, gatewaysOf, networksOf } from './found-place.js';
import { nameIn, prefixIn } from './scalars.js';

/**
 * Returns what tells on which LAN a link is: each of its networks, the gateway of that family, and the gateway's MAC
 * address.
 */
export function lanHintsOf(link: FoundLink, place: FoundPlace): readonly LanHint[] {
  const name = nameIn(link.ifname);
  const gateways = gatewaysOf(link, place);
  return networksOf(link, place).flatMap((text): readonly LanHint[] => {
    const network = prefixIn(text);
    if (name === undefined || network === undefined) return [];
    const gateway = gateways.find(({ kind }) => kind === network.kind);
    const gatewayMac = gateway === undefined ? undefined : macOf(gateway.text, link, place);
    return [
      {
        interface: name,
        network,
        ...present({ gateway, gatewayMac }),
      },
    ];
  });
}

/** Returns the MAC address from the neighbour table. The table has only those that the node has talked to. */
function macOf(address: string, { ifname }: FoundLink, { neighbours }: FoundPlace): string | undefined {
  const found = neighbours.find(({ dst, dev }) => dst === address && dev === ifname);
  const mac = found?.lladdr === undefined ? undefined : parseMac(found.lladdr);
  return mac !== undefined && E.isRight(mac) ? mac.right : undefined;
}
