import type { Family, ResourceOf } from '@networkd/planner';
import { blocking } from './chain.js';
import type { Check } from './check.js';
import { egressOver } from './egress.js';
import { type Packet, somebody } from './packet.js';
import type { Sight } from './sight.js';
import { inwards, whose } from './whose.js';

/**
 * Says whether what comes for a WireGuard port of ours passes the rules of everybody else. Where a chain of ours
 * accepts a packet, one of theirs still drops it. A port that peers dial has to take packets that belong to no
 * connection yet. Only answers come to a port from which we dial all peers and keep them alive.
 */
export function portsAdmitted(sight: Sight): readonly Check[] {
  const ports = sight.expected.resources.filter((each) => each.kind === 'ListenPort');
  return ports.map((port) => admitted(sight, port));
}

function admitted(sight: Sight, { birth, port, owner: network }: ResourceOf<'ListenPort'>): Check {
  const isPublic = birth !== undefined;
  const link = isPublic ? 'public' : 'zos';
  const state = isDialled(sight, network) ? 'new' : 'established';
  const chains = isPublic ? sight.chains.public : sight.chains.host;
  const name = `port ${port}`;
  const packets = packetsFor(sight, link, port, state);
  const [obstacle] = packets.flatMap((packet) => blocking(chains, inwards, packet)).map(whose);
  if (obstacle === undefined)
    return { name, ok: true, found: `what comes on ${link} for network ${network} passes` };
  const found = `${obstacle.who} drops what comes on ${link} for network ${network}`;
  return { name, ok: false, found, who: obstacle.who, remedy: obstacle.admit(link, String(port)) };
}

/** Returns a packet of each family in which others can send one. */
function packetsFor(
  sight: Pick<Sight, 'host' | 'public'>,
  link: string,
  dport: number,
  state: Packet['state'],
): readonly Packet[] {
  const place = link === 'public' ? sight.public : sight.host;
  const own = egressOver(place, link).flatMap(({ family, addresses: [first] }) =>
    first === undefined ? [] : [{ family, daddr: first.split('/')[0] ?? '' }],
  );
  return own.map(({ family, daddr }) => packet(family, link, daddr, dport, state));
}

function packet(
  family: Family,
  iifname: string,
  daddr: string,
  dport: number,
  state: Packet['state'],
): Packet {
  return { family, iifname, saddr: somebody[family], daddr, dport, state };
}

/** Says whether there is a peer that may send first. Peers that we dial and keep alive do not. */
function isDialled({ expected }: Sight, network: string): boolean {
  return expected.resources.some(
    (each) =>
      each.kind === 'Peer' &&
      each.owner === network &&
      (each.endpoint === undefined || each.persistentKeepalive === undefined),
  );
}
