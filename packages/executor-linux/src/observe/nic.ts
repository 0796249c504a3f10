import { readFileSync } from 'node:fs';
import { nodeOwner, type ResourceOf } from '@networkd/planner';
import { nicsAmong } from '../node/found-nic.js';
import { carriedOn } from './carried/carried.js';
import { type FoundLink, hostBridge, isUp } from './ip/link.js';
import type { Routed } from './ip/routing.js';
import type { Ipv6Habits } from './ip/spoken.js';
import type { Place } from './netns/place.js';
import { ownerOf, ownersAmong } from './owner.js';

const ofAll = ownersAmong(undefined);

/**
 * Returns the links whose owners' addresses, routes and rules count: NICs that are members of ours or are to be, and the
 * host's bridge.
 */
export function carriersIn({ links }: Place, nics: readonly string[]): readonly FoundLink[] {
  const own = (link: FoundLink) => ownerOf(link, ofAll);
  const asked = nicsAmong(links, own).filter(({ ifname }) => nics.includes(ifname));
  const members = links.filter((link) => own(link) === undefined && isLed(link, links));
  const bridge = links.filter((link) => link.ifname === hostBridge && own(link) === nodeOwner);
  return [...new Set([...asked, ...members, ...bridge])];
}

/** Returns what they carry. For a NIC that is nobody's member, also returns how its owner has it. */
export function carrierResources(
  { carriers, routing }: Routed,
  place: Place,
): readonly (ResourceOf<'FreeNic'> | ResourceOf<'Carried'>)[] {
  return carriers.flatMap((link): readonly (ResourceOf<'FreeNic'> | ResourceOf<'Carried'>)[] => {
    const carried = carriedOn(link, routing, habitsOf(link));
    if (ownerOf(link, ofAll) !== undefined) return carried.flatMap(onBridge);
    return isLed(link, place.links) ? carried : [nicItself(link, place), ...carried];
  });
}

/**
 * Returns what others have put on the bridge. Leaves out our own addresses and routes. Leaves out what is lent: the
 * clients that asked for it follow it.
 */
function onBridge(carried: ResourceOf<'Carried'>): readonly ResourceOf<'Carried'>[] {
  const { object, words, device, validLft } = carried;
  const said = words.split(' ').filter((word) => word !== 'nodad');
  if (validLft !== undefined || ofDhcp.test(words) || ofOurs.test(words)) return [];
  if (object !== 'address') return [carried];
  return said.slice(1).join(' ') === `dev ${device}` ? [] : [{ ...carried, words: said.join(' ') }];
}

/** RTPROT_DHCP: of our own client. */
const ofDhcp = / proto 16 /;

/** Our own routing protocol number. */
const ofOurs = / proto 110 /;

function isLed({ master }: FoundLink, links: readonly FoundLink[]): boolean {
  const leader = links.find(({ ifname }) => ifname === master);
  return leader !== undefined && ownerOf(leader, ofAll) === nodeOwner;
}

function nicItself(link: FoundLink, place: Place): ResourceOf<'FreeNic'> {
  const { ifname: device, mtu } = link;
  const ipv6Mtu = numberIn(device, 'mtu');
  return {
    kind: 'FreeNic',
    owner: nodeOwner,
    device,
    mtu,
    up: isUp(link),
    disableIpv6: place.disablesIpv6(device),
    ...(ipv6Mtu === undefined || ipv6Mtu === mtu ? {} : { ipv6Mtu }),
  };
}

/**
 * Says how the host deals with the link's IPv6. It heeds routers where `accept_ra` is on. Where the host forwards, that
 * must be 2 (ip-sysctl).
 */
function habitsOf({ ifname }: FoundLink): Ipv6Habits {
  const accepts = numberIn(ifname, 'accept_ra') ?? 0;
  const forwards = numberIn(ifname, 'forwarding') ?? 0;
  return { heedsRouters: accepts > (forwards === 1 ? 1 : 0) };
}

function numberIn(link: string, parameter: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/sys/net/ipv6/conf/${link}/${parameter}`, 'utf8'));
  } catch {
    return undefined;
  }
}
