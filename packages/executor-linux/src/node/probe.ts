import type { Candidate, LeaseOffer, Nic, NodeConfig, Offer } from '@networkd/planner';
import { present } from '@networkd/planner';
import { requestLease } from '../dhcp/request.js';
import { Refusal } from '../error.js';
import { ask } from '../observe/ask.js';
import type { FoundLink } from '../observe/ip/link.js';
import type { Means } from '../options.js';
import { hasCarrier } from './found-nic.js';
import { type FoundPlace, gatewaysOf, lastingAddresses, readFoundPlace } from './found-place.js';
import { lacks } from './kernel-lacks.js';
import { enter, leave, roomOf } from './probe-room.js';

/** How a NIC is probed. */
export interface ProbeOptions {
  /** Where the script of DHCP clients is kept. */
  readonly state: string;
  /** Seconds that servers and routers may take to answer; absent: 10. */
  readonly seconds?: number;
  /** The VLAN of the uplink, in which then is probed. */
  readonly vlan?: NodeConfig['uplink']['vlan'];
}

/** What a probe says while it works. */
export type ProbeEvent =
  | { readonly kind: 'Probing'; readonly nic: string }
  | { readonly kind: 'NoCarrier'; readonly nic: string }
  | { readonly kind: 'Answered'; readonly nic: string; readonly family: 'ipv4'; readonly offer: LeaseOffer }
  | { readonly kind: 'Answered'; readonly nic: string; readonly family: 'ipv6'; readonly offer: Offer }
  | { readonly kind: 'Probed'; readonly nic: string; readonly candidate: Candidate };

type Tell = (event: ProbeEvent) => void;

/** A server may first see whether anybody has the address that it is about to lend, which takes it three seconds. */
const usual = 10;

/** Seconds that a NIC may take to agree with the other end of its cable. */
const negotiation = 5;

/**
 * Seconds from a link's coming up that are left to routers where all else is known: they are asked within one second, and
 * answer within half of one, unless they have just told somebody else: then not before three seconds have passed (RFC 4861,
 * section 10).
 */
export const advertisement = 5;

/**
 * Returns what is on the segment of a NIC that nobody uses. Takes the NIC into a namespace of its own, asks for an IPv4
 * lease and listens for router advertisements there, and brings the NIC back as it was. The rest of the node does not
 * notice.
 */
export async function probeAlone(
  means: Means,
  nic: Nic,
  link: FoundLink,
  options: ProbeOptions,
  tell: Tell,
): Promise<Candidate> {
  const { run } = means;
  const room = roomOf(nic.name);
  tell({ kind: 'Probing', nic: nic.name });
  try {
    await enter(run, link);
    try {
      return await ended(probeInside(means, nic, room, options, tell), tell);
    } finally {
      await leave(run, nic.name);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return ended(Promise.resolve({ nic, failure: error.message }), tell);
  }
}

async function ended(probing: Promise<Candidate>, tell: Tell): Promise<Candidate> {
  const candidate = await probing;
  tell({ kind: 'Probed', nic: candidate.nic.name, candidate });
  return candidate;
}

async function probeInside(
  { run, clock }: Means,
  nic: Nic,
  room: string,
  options: ProbeOptions,
  tell: Tell,
): Promise<Candidate> {
  const device = options.vlan === undefined ? nic.name : 'vlan';
  if (options.vlan !== undefined) {
    const lacking = await lacks(run, 'vlan');
    if (lacking !== undefined) return { nic, failure: lacking };
    const vlan = ['name', device, 'type', 'vlan', 'id', String(options.vlan)];
    await ask(run, { argv: ['ip', '-n', room, 'link', 'add', 'link', nic.name, ...vlan] });
  }
  for (const each of new Set([nic.name, device])) {
    await ask(run, { argv: ['ip', '-n', room, 'link', 'set', 'dev', each, 'up'] });
  }
  if (!(await gainsCarrier({ run, clock }, room, nic.name))) {
    tell({ kind: 'NoCarrier', nic: nic.name });
    return { nic: { ...nic, carrier: false } };
  }
  const plugged: Nic = { ...nic, carrier: true };
  const { seconds = usual } = options;
  const started = clock.now();
  const leasing = requestLease(run, room, device, options.state, seconds);
  const advertised = listen({ run, clock }, room, device, async (found) => {
    const passed = (clock.now() - started) / 1000;
    if (passed >= seconds) return true;
    const isLeased = await Promise.race([leasing.then(() => true), clock.sleep(0).then(() => false)]);
    return isLeased && (found !== undefined || passed >= advertisement);
  });
  const [{ offer: ipv4, refused }, ipv6] = await Promise.all([
    leasing.then((answer) => {
      const { offer } = answer;
      if (offer !== undefined) tell({ kind: 'Answered', nic: nic.name, family: 'ipv4', offer });
      return answer;
    }),
    advertised.then((offer) => {
      if (offer !== undefined) tell({ kind: 'Answered', nic: nic.name, family: 'ipv6', offer });
      return offer;
    }),
  ]);
  return {
    nic: plugged,
    ...present({ ipv4, ipv6 }),
    ...(refused === undefined ? {} : { failure: `what the DHCP server lends is refused: ${refused}` }),
  };
}

/** Waits for the carrier of a NIC that has just been set up. */
async function gainsCarrier({ run, clock }: Means, room: string, nic: string): Promise<boolean> {
  const deadline = clock.now() + negotiation * 1000;
  for (;;) {
    const link = linkIn(await readFoundPlace(run, room), nic);
    if (link !== undefined && hasCarrier(link)) return true;
    if (clock.now() > deadline) return false;
    await clock.sleep(200);
  }
}

/** Looks for what routers have advertised until that is enough. */
async function listen(
  { run, clock }: Means,
  room: string,
  device: string,
  isEnough: (found: Offer | undefined) => Promise<boolean>,
): Promise<Offer | undefined> {
  for (;;) {
    const place = await readFoundPlace(run, room);
    const link = linkIn(place, device);
    const found = link === undefined ? undefined : advertisedOn(link, place);
    if (await isEnough(isWhole(found) ? found : undefined)) return found;
    await clock.sleep(200);
  }
}

/**
 * Says whether the offer has addresses and gateways. A router may be known a moment before the addresses of its prefix.
 */
function isWhole(offer: Offer | undefined): boolean {
  return offer !== undefined && offer.addresses.length > 0 && offer.gateways.length > 0;
}

/** Returns what the kernel made of router advertisements. */
function advertisedOn(link: FoundLink, place: FoundPlace): Offer | undefined {
  const addresses = lastingAddresses(link).filter(({ address }) => address.kind === 'ipv6');
  const gateways = gatewaysOf(link, place).filter(({ kind }) => kind === 'ipv6');
  return addresses.length + gateways.length === 0 ? undefined : { addresses, gateways };
}

function linkIn({ links }: FoundPlace, name: string): FoundLink | undefined {
  return links.find(({ ifname }) => ifname === name);
}
