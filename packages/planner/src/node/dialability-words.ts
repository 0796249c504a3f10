import { present } from '../scalar/present.js';
import type { NodeClass } from './classify.js';
import type { Dialability, DialabilityReason } from './dialability.js';

/** A class in a clause. */
export const classWords: Readonly<Record<NodeClass, string>> = {
  dual: 'public, in IPv4 and IPv6',
  'public-ipv4': 'public, in IPv4 only',
  'public-ipv6': 'public, in IPv6 only',
  'declared-hidden': 'hidden, because its farmer says so',
  'behind-ipv6-firewall': 'hidden behind an IPv6 firewall',
  'behind-ipv4-firewall': 'hidden behind an IPv4 firewall',
  'behind-nat': 'hidden behind NAT',
  'no-internet': 'without Internet',
};

/** How a node stands in a family, and what would make it dialable there. */
export interface DialabilityWords {
  readonly because: string;
  readonly remedy?: string;
}

/** Says the reason in plain words, for farmers. */
export function dialabilityWords(dialability: Dialability): DialabilityWords {
  const remedy = remedies[dialability.family][dialability.reason];
  return { because: because(dialability), ...present({ remedy }) };
}

function because({ family, reason, interface: name = '', address }: Dialability): string {
  const held = `${address?.text} on ${name}`;
  switch (reason) {
    case 'public-config':
      return `others dial ${held}, which the public configuration sets`;
    case 'inbound':
      return `others dial ${held}: it is global, and the inventory says that the Internet reaches it`;
    case 'external':
      return `others dial ${address?.text}, which the farmer says leads through the NAT in front of ${name}`;
    case 'declared-hidden':
      return `the farmer says that the node is hidden; except for that others could dial ${held}`;
    case 'not-in-public-config':
      return 'the public configuration has no address of this family';
    case 'firewall':
      return `${held} is global, but nothing says that connections from the Internet come through to it: routers let none in unless they are told to`;
    case 'nat':
      return `${held} is private: what leaves from it goes through the NAT of a router, and nobody can dial in`;
    case 'carrier-nat':
      return `${held} is one that a provider shares among its customers (RFC 6598): nobody can dial in through its NAT`;
    case 'not-global':
      return `${held} means nothing beyond the farm: no router advertises a global prefix`;
    case 'no-gateway':
      return `${held} has no gateway, so nothing leaves the farm from it`;
    case 'no-address':
      return family === 'ipv4'
        ? 'there is no address: no DHCP server gave one'
        : 'there is no address: no router advertises a prefix';
    case 'no-carrier':
      return `${held} is of no use: the interface has no carrier`;
    default:
      return reason satisfies never;
  }
}

const publicConfig = 'give the node a public configuration with a global address and its gateway';
const cable = 'plug the cable in, or look at the port of the switch';

/** What to do about a reason, where anything is to be done. */
const remedies: Readonly<
  Record<Dialability['family'], Readonly<Partial<Record<DialabilityReason, string>>>>
> = {
  ipv4: {
    'declared-hidden': 'take "hidden" away in the inventory',
    firewall: 'let UDP in on the router, then say "ipv4" in the inbound of the node in the inventory',
    nat: `${publicConfig}, or, where a router in front leads a global address or its ports to the node, say which in the external of the node in the inventory`,
    'carrier-nat': `ask the provider for an address of your own, and ${publicConfig}`,
    'no-gateway':
      'have the DHCP server send a router (option 3), or give the address of the interface a gateway where it is set by hand',
    'no-address': 'have a DHCP server answer on the segment of the node',
    'no-carrier': cable,
  },
  ipv6: {
    'declared-hidden': 'take "hidden" away in the inventory',
    firewall: 'let UDP in on the router, then say "ipv6" in the inbound of the node in the inventory',
    'not-global': 'have the router advertise the global prefix of the provider',
    'no-gateway': 'have the router advertise itself with a lifetime above 0',
    'no-address': 'have a router advertise the global prefix of the provider on the segment of the node',
    'no-carrier': cable,
  },
};
