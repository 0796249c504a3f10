import type { NftTable } from '../kind/nft-table.js';
import { namesOf, publicNetns } from '../mark/names.js';
import { type Chain, writeRuleset } from '../nft/chain.js';
import { udpDport } from '../nft/match.js';
import { fieldsIn } from '../nft/rules-in.js';
import { markWith } from '../nft/statement.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { portMark } from './node/admission.js';
import { tableOf } from './table.js';

/**
 * Lets the network's WireGuard port through the node's firewall, in the namespace of the socket: a table of the
 * network's own marks what comes for the port, and the node's table accepts the mark. So each table has one owner.
 */
export function portTable({ network }: Topology, { resource, socket }: Vertex): NftTable {
  const place = socket === 'public' ? { netns: publicNetns } : {};
  return tableOf(
    { owner: network.id, ...place, name: namesOf(network.id).wireguard },
    chainsFor(resource.listenPort),
    'lets its port in',
  );
}

function chainsFor(port: number): readonly Chain[] {
  return [{ name: 'prerouting', policy: 'accept', rules: [markWith(portMark, udpDport(port))] }];
}

/** Returns the port that a ruleset lets in; `undefined` where it is no such ruleset, or has more in it. */
export function portIn(ruleset: string): number | undefined {
  const port = Number(fieldsIn(ruleset, 'udp dport')[0]?.values[0]);
  return ruleset === writeRuleset(chainsFor(port)) ? port : undefined;
}
