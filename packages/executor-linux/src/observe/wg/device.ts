import { linkType, type PrivateKey, present } from '@networkd/planner';
import type { Means } from '../../options.js';
import { makerOf } from '../../process/programs.js';
import { awaitReady } from '../../process/supervisor.js';

import { ask } from '../ask.js';
import { isNameable, isUp, isUserspace } from '../ip/link.js';
import { publicNetns } from '../netns/namespace.js';
import type { HostPlace, NamedPlace } from '../netns/place.js';
import { ownerOf, ownersAmong } from '../owner.js';
import type { OwnPlacedLink } from '../placed-link.js';
import { type Dump, dumpIn } from './dump.js';

/** What is known of a link of ours beyond what ip(8) shows where it is. */
export interface Particulars {
  /** Of a WireGuard device that wg(8) knows. */
  readonly dump?: Dump;
  /** The namespace it was born in; absent: the host's. */
  readonly birth?: string;
  /** Name of what it is made on. */
  readonly lower?: string;
  /** Is what carries it down? */
  readonly isLowerDown?: boolean;
  /** The MTU of a NIC that carries it. */
  readonly lowerMtu?: number;
}

/** Reads the particulars of a link. Takes a process for a WireGuard device, and none for another. */
export async function readParticulars(
  means: Means,
  placedLink: OwnPlacedLink,
  host: HostPlace,
  shared: NamedPlace | undefined,
): Promise<Particulars> {
  if (linkType(placedLink.type).lower !== 'none') return stackedOn(placedLink, host);
  if (placedLink.type !== 'wireguard') return {};
  const dump = await readDump(means, placedLink);
  const birth = birthOf(placedLink, dump?.listenPort, host, shared);
  return { ...present({ dump, birth }) };
}

/** Returns the private keys of the devices, by their public keys. */
export function keysOf(particulars: readonly Particulars[]): ReadonlyMap<string, PrivateKey> {
  return new Map(
    particulars.flatMap(({ dump: { publicKey, privateKey } = {} }) =>
      publicKey === undefined || privateKey === undefined ? [] : [[publicKey, privateKey]],
    ),
  );
}

/** wg(8) of a device that is not there (any more), or whose process does not listen. */
const lacksDevice = /^Unable to access interface/;

async function readDump(
  { run, clock }: Means,
  { link, type, place: { netns } }: OwnPlacedLink,
): Promise<Dump | undefined> {
  const inside = netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
  const maker = isUserspace(link) ? makerOf(type) : undefined;
  if (maker !== undefined) await awaitReady(maker, { device: link.ifname }, clock);
  const text = await ask(run, { argv: [...inside, 'wg', 'show', link.ifname, 'dump'] }, lacksDevice);
  return dumpIn(text, Math.floor(clock.date().getTime() / 1000));
}

/**
 * Returns where a WireGuard device was born and has its UDP socket. A userspace device's socket is where its process
 * listens to wg(8). For the kernel's own device only its port tells. While nobody holds the port, the device has never
 * been moved.
 */
function birthOf(
  { link, place }: OwnPlacedLink,
  port: number | undefined,
  host: HostPlace,
  shared: NamedPlace | undefined,
): string | undefined {
  if (shared === undefined) return undefined;
  if (isUserspace(link)) return shared.userspace.has(link.ifname) ? publicNetns : undefined;
  if (port !== undefined && shared.ports.has(port)) return publicNetns;
  const isHeldByHost = port !== undefined && host.ports.has(port);
  return place.netns === publicNetns && !isHeldByHost ? publicNetns : undefined;
}

/**
 * Returns what a link is made on. In another namespace the link has the number of its lower device, which is in the
 * host's namespace where it is one of ours.
 */
function stackedOn({ link: { link, link_index }, type }: OwnPlacedLink, host: HostPlace): Particulars {
  const name = link ?? host.nameByIndex.get(link_index ?? 0);
  if (name === undefined || !isNameable(name)) return {};
  const lower = host.links.find(({ ifname }) => ifname === name);
  if (linkType(type).lower !== 'carrier' || lower === undefined) return { lower: name };
  const isNic = ownerOf(lower, ownersAmong(undefined)) === undefined;
  return {
    lower: name,
    ...(isNic ? { lowerMtu: lower.mtu } : {}),
    ...(isUp(lower) ? {} : { isLowerDown: true }),
  };
}
