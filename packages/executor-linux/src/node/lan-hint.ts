import { type LanHint, parseMac, present } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { FoundLink } from '../observe/ip/link.js';
import { type FoundPlace, gatewaysOf, networksOf } from './found-place.js';
import { nameIn, prefixIn } from './scalars.js';

/** What tells on which LAN a link is: each of its networks, with the gateway of that family, and who that is. */
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

/** By the neighbour table: only who has been talked to is in it. */
function macOf(address: string, { ifname }: FoundLink, { neighbours }: FoundPlace): string | undefined {
  const found = neighbours.find(({ dst, dev }) => dst === address && dev === ifname);
  const mac = found?.lladdr === undefined ? undefined : parseMac(found.lladdr);
  return mac !== undefined && E.isRight(mac) ? mac.right : undefined;
}
