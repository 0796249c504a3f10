import { type FoundLink, isNameable } from '../observe/link.js';

/**
 * Which of the host's links are NICs: those that are a piece of hardware. Where the machine has none, it is a container or
 * a laboratory itself, and what stands for a cable there is a veth whose other end is in another namespace; but not one
 * of ours, nor one that somebody plugged into a bridge for a workload.
 */
export function nicsAmong(links: readonly FoundLink[], isOurs: Owned): readonly FoundLink[] {
  const ethernet = links.filter(({ link_type, ifname }) => link_type === 'ether' && isNameable(ifname));
  const hardware = ethernet.filter(({ parentdev }) => parentdev !== undefined);
  return hardware.length > 0 ? hardware : ethernet.filter((link) => isCable(link, links, isOurs));
}

/** Is the link one that we made? */
type Owned = (link: FoundLink) => boolean;

function isCable(link: FoundLink, links: readonly FoundLink[], isOurs: Owned): boolean {
  const leavesHere = link.linkinfo?.info_kind === 'veth' && link.link_netnsid !== undefined;
  const master = links.find(({ ifname }) => ifname === link.master);
  return (
    leavesHere && !isOurs(link) && (link.master === undefined || (master !== undefined && isOurs(master)))
  );
}

/** Is there a cable in it, with something alive at its other end? Nobody can tell of a link that is down. */
export function hasCarrier({ flags }: FoundLink): boolean {
  return flags.includes('LOWER_UP');
}
