import type { Family } from '@networkd/planner';
import { type FoundPlace, gatewaysOf, lastingAddresses } from '../node/found-place.js';

/** What leads out of a namespace over a link, in a family. */
export interface Egress {
  readonly family: Family;
  readonly addresses: readonly string[];
  readonly gateways: readonly string[];
}

export const families: readonly Family[] = ['ipv4', 'ipv6'];
export const familyNames: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

/** Returns what leads out over a link, one entry for each family. Returns nothing where the link is not there. */
export function egressOver(place: FoundPlace | undefined, device: string): readonly Egress[] {
  const link = place?.links.find(({ ifname }) => ifname === device);
  if (place === undefined || link === undefined) return [];
  const addresses = lastingAddresses(link);
  const gateways = gatewaysOf(link, place);
  return families.map((family) => ({
    family,
    addresses: addresses.filter(({ address }) => address.kind === family).map(({ text }) => text),
    gateways: gateways.filter(({ kind }) => kind === family).map(({ text }) => text),
  }));
}

/** Says whether there is a gateway in that family. */
export function leads({ addresses, gateways }: Egress): boolean {
  return addresses.length > 0 && gateways.length > 0;
}

/** Returns what there is, in words. */
export function described(egresses: readonly Egress[]): string {
  const words = egresses.flatMap(({ addresses, gateways }) =>
    addresses.length === 0 ? [] : [`${addresses.join(', ')} by ${gateways.join(', ') || 'no gateway'}`],
  );
  return words.length === 0 ? 'no address' : words.join('; ');
}
