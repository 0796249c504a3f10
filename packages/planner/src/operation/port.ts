import type { LinkMaster } from '../state/resource.js';
import { setIpv6 } from './link.js';
import type { Operation } from './operation.js';
import { placeOf, type Why } from './why.js';

/** What makes a link a port. */
export function createPort(after: LinkMaster, why: Why): readonly Operation[] {
  const { disableIpv6, mtu } = after;
  return [
    ...enslave(after, mtu, why),
    ...(disableIpv6 === undefined ? [] : [setIpv6(placeOf(after), after.device, disableIpv6, why)]),
    ...setUp(after, why),
  ];
}

/** What makes of a port another. A bond leaves down what it lets go. */
export function updatePort(before: LinkMaster, after: LinkMaster, why: Why): readonly Operation[] {
  const { device, disableIpv6 } = after;
  const mtu = before.mtu === after.mtu ? undefined : after.mtu;
  const moves = before.master !== after.master || before.type !== after.type;
  const falls = moves && (before.type === 'bond' || after.type === 'bond');
  const leads = disableIpv6 !== undefined && before.disableIpv6 !== disableIpv6;
  return [
    ...(moves ? enslave(after, mtu, why) : setMtu(after, mtu, why)),
    ...(leads ? [setIpv6(placeOf(after), device, disableIpv6, why)] : []),
    ...(falls || before.up === false ? setUp(after, why) : []),
  ];
}

/**
 * A NIC gets its IPv6 back while it is still known as ours to lead, unless its owner had that off. It stays up, though a bond lets it go down, unless its owner
 * had it down: then it goes down first, and no router gives it an address.
 */
export function deletePort(before: LinkMaster, why: Why): readonly Operation[] {
  const { device: name, disableIpv6, wasDown = false, ipv6WasOff = false } = before;
  const place = placeOf(before);
  return [
    ...(wasDown ? [{ kind: 'LinkSet' as const, ...place, name, up: false, ...why }] : []),
    ...(disableIpv6 === true && !ipv6WasOff ? [setIpv6(place, name, false, why)] : []),
    { kind: 'LinkRemoveMaster', ...place, name, ...why },
    ...(before.type === 'bond' && !wasDown ? setUp(before, why) : []),
  ];
}

/**
 * The link becomes a port of its master. First its MTU, or a bridge would shrink to it and all that is on the bridge;
 * for a bond it has to be down. Its IPv6 comes only after: as a port it is known as ours to lead, so that what stops
 * half-way is mended.
 */
function enslave(port: LinkMaster, mtu: number | undefined, why: Why): readonly Operation[] {
  const { device: name, master, type } = port;
  const falls = { kind: 'LinkSet', ...placeOf(port), name, up: false, ...why } as const;
  return [
    ...setMtu(port, mtu, why),
    ...(type === 'bond' ? [falls] : []),
    { kind: 'LinkSetMaster', ...placeOf(port), name, master, ...why },
  ];
}

function setMtu(port: LinkMaster, mtu: number | undefined, why: Why): readonly Operation[] {
  return mtu === undefined ? [] : [{ kind: 'LinkSet', ...placeOf(port), name: port.device, mtu, ...why }];
}

/** A NIC that is a port is up; a link of ours is set up when all is set. */
function setUp(port: LinkMaster, why: Why): readonly Operation[] {
  const { device: name, disableIpv6 } = port;
  return disableIpv6 === undefined ? [] : [{ kind: 'LinkSet', ...placeOf(port), name, up: true, ...why }];
}
