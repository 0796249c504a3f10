import { type Candidate, ipv6RouterOf, type LeaseOffer, type Nic, present } from '@networkd/planner';
import { limited } from '../command/limit.js';
import type { Run } from '../command/run.js';
import { leaseOf } from '../dhcp/lease.js';
import { requestLease } from '../dhcp/request.js';
import { Refusal } from '../error.js';
import { type FoundLink, isUp } from '../observe/ip/link.js';
import type { Means } from '../options.js';
import { type FoundPlace, gatewaysOf, lastingAddresses, readFoundPlace, routesOf } from './found-place.js';
import { advertisement, type ProbeEvent, type ProbeOptions, probeAlone } from './probe.js';
import { tidyRooms } from './probe-room.js';
import { isStackedHere } from './stacked.js';
import { isOfNode, linksAbove, nicOf, nicsIn } from './survey.js';

/** How many processes run at a time beside the DHCP clients, which wait most of the time. */
const mostProcesses = 64;

/** Which NICs are probed, and how. */
export interface ProbeRequest extends Omit<ProbeOptions, 'state'> {
  /** Names of NICs that are left alone. */
  readonly ignore?: readonly string[];
}

/**
 * Probes every NIC of the node but those to be ignored, all at the same time. Returns each with what is at the other
 * end of its cable. A NIC that is in use (it has addresses, or is a member) stays where it is and is read there. The
 * caller holds the node's lock. Throws `NotObserved`.
 */
export async function probeAll(
  { run, clock }: Means,
  options: ProbeOptions & ProbeRequest,
  tell: (event: ProbeEvent) => void,
): Promise<readonly Candidate[]> {
  const few = { run: limited(run, mostProcesses), clock };
  await tidyRooms(few.run);
  const host = await readFoundPlace(few.run);
  const ignored = new Set(options.ignore);
  const probes = nicsIn(host).flatMap((link) => {
    const nic = nicOf(link, host);
    if (nic === undefined || ignored.has(nic.name)) return [];
    return isInUse(link, host)
      ? readThere(few, nic, link, host, options)
      : probeAlone(few, nic, link, options, tell);
  });
  return Promise.all(probes);
}

/**
 * Says whether somebody relies on the NIC. It is a member, another link is on it, or it has addresses or routes that the
 * kernel did not make by itself.
 */
function isInUse(link: FoundLink, { links, routes }: FoundPlace): boolean {
  const { ifname, ifindex, master, addr_info = [] } = link;
  return (
    master !== undefined ||
    lastingAddresses(link).length > 0 ||
    addr_info.some(({ family }) => family === 'inet') ||
    routes.some(({ dev, protocol }) => dev === ifname && protocol !== kernelProtocol) ||
    links.some((each) => isStackedHere(each) && (each.link === ifname || each.link_index === ifindex))
  );
}

/** RTPROT_KERNEL and RTPROT_RA. */
const kernelProtocol = '2';
const advertised = '9';

/**
 * Returns what is known of a NIC that is in use. Where the NIC is beneath a bridge of ours, that is what is on the
 * bridge. A NIC that has addresses only from router advertisements is asked for a lease where it is. That sets nothing.
 */
async function readThere(
  means: Means,
  nic: Nic,
  found: FoundLink,
  first: FoundPlace,
  { state, seconds = 10 }: ProbeOptions,
): Promise<Candidate> {
  const { link, host } = await announced(means, found, first);
  const [top] = linksAbove([link], host.links).filter(
    (each) => isOfNode(each) && lastingAddresses(each).length > 0,
  );
  const isCurrent = link.master !== undefined && linksAbove([link], host.links).some(isOfNode);
  const shown = top ?? link;
  const addresses = lastingAddresses(shown);
  const gateways = gatewaysOf(shown, host);
  const of = (kind: 'ipv4' | 'ipv6') => ({
    addresses: addresses.filter(({ address }) => address.kind === kind),
    gateways: gateways.filter((each) => each.kind === kind),
  });
  const [ipv4, ipv6] = [{ ...of('ipv4'), ...ipv6RouterOf(routesOf(shown, host)) }, of('ipv6')];
  const lease = leaseOf({ device: shown.ifname })?.lease;
  const asks = ipv4.addresses.length === 0 && link.master === undefined && isUp(link);
  const leased = asks ? await leaseOrNone(means.run, nic, state, seconds) : undefined;
  const offer: LeaseOffer = leased ?? { ...ipv4, ...present({ lease }) };
  return {
    nic,
    ...(offer.addresses.length + offer.gateways.length === 0 ? {} : { ipv4: offer }),
    ...(ipv6.addresses.length + ipv6.gateways.length === 0 ? {} : { ipv6 }),
    ...(isCurrent ? { current: true } : {}),
  };
}

/** Waits for the tentative addresses of a NIC, and for those of a router that has just announced itself. */
async function announced(
  { run, clock }: Means,
  link: FoundLink,
  host: FoundPlace,
): Promise<{ readonly link: FoundLink; readonly host: FoundPlace }> {
  const deadline = clock.now() + advertisement * 1000;
  let [current, place] = [link, host];
  const isWaitedFor = () =>
    [current, ...linksAbove([current], place.links)].some((each) => isComing(each, place));
  while (isWaitedFor() && clock.now() < deadline) {
    await clock.sleep(200);
    place = await readFoundPlace(run);
    current = place.links.find(({ ifname }) => ifname === link.ifname) ?? current;
  }
  return { link: current, host: place };
}

/**
 * Says whether an address is on its way. A router is known and no address of it is there yet, or an address is still
 * tentative (RFC 4862).
 */
function isComing(link: FoundLink, { routes }: FoundPlace): boolean {
  const isTentative = (link.addr_info ?? []).some(({ tentative }) => tentative === true);
  const isAnnounced = routes.some(
    ({ dev, dst, protocol }) => dev === link.ifname && dst === 'default' && protocol === advertised,
  );
  const isAddressed = lastingAddresses(link).some(({ address }) => address.kind === 'ipv6');
  return isTentative || (isAnnounced && !isAddressed);
}

/** Asks for a lease. Returns nothing where asking fails: what is known of the NIC stays known. */
async function leaseOrNone(
  run: Run,
  nic: Nic,
  state: string,
  seconds: number,
): Promise<LeaseOffer | undefined> {
  try {
    return (await requestLease(run, undefined, nic.name, state, seconds)).offer;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
