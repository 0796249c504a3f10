import { nodeOwner } from '@networkd/planner';
import { type FoundLink, isNameable } from '../observe/ip/link.js';

/** ARPHRD_ETHER, as ip(8) says it where it is not to put numbers into words, or does so all the same. */
const ethernet = /^(ether|\[?1\]?)$/;

/** Returns the owner of a link. Returns nothing where it is not ours. */
type OwnerOf = (link: FoundLink) => string | undefined;

/**
 * Returns the bus that a link's piece of hardware is on, for where ip(8) does not say it. Returns nothing without
 * hardware.
 */
type BusOf = (link: FoundLink) => string | undefined;

/**
 * Returns the links of the host that are NICs: those that are a piece of hardware. A machine without any is a container
 * or a laboratory itself. There a veth stands for a cable if its other end is in another namespace. Such a veth is no
 * NIC where it is ours, or where it is a member of a tenant network's bridge: behind that is a workload.
 */
export function nicsAmong(
  links: readonly FoundLink[],
  ownerOf: OwnerOf,
  busOf: BusOf = () => undefined,
): readonly FoundLink[] {
  const frames = links.filter(({ link_type = '', ifname }) => ethernet.test(link_type) && isNameable(ifname));
  // An ip(8) or a kernel before 5.14 says of no link that it is hardware.
  const isSaid = links.some(({ parentdev }) => parentdev !== undefined);
  const hardware = frames.filter(
    (link) => link.parentdev !== undefined || (!isSaid && busOf(link) !== undefined),
  );
  return hardware.length > 0 ? hardware : frames.filter((link) => isCable(link, links, ownerOf));
}

function isCable(link: FoundLink, links: readonly FoundLink[], ownerOf: OwnerOf): boolean {
  const leavesHere = link.linkinfo?.info_kind === 'veth' && link.link_netnsid !== undefined;
  const master = links.find(({ ifname }) => ifname === link.master);
  const leader = master === undefined ? undefined : ownerOf(master);
  return leavesHere && ownerOf(link) === undefined && (leader === undefined || leader === nodeOwner);
}

/**
 * Says whether there is a cable in the NIC, with something alive at its other end. Nobody can tell of a link that is
 * down.
 */
export function hasCarrier({ flags }: FoundLink): boolean {
  return flags.includes('LOWER_UP');
}
