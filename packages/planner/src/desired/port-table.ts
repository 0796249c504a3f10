import type { NftTable } from '../kind/nft-table.js';
import { namesOf, publicNetns } from '../mark/names.js';
import { digest } from '../scalar/digest.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { portMark } from './node/admission.js';
import { rulesetOf } from './node/table.js';

/**
 * Lets the network's WireGuard port through the node's firewall, in the namespace of the socket: a table of the
 * network's own marks what comes for the port, and the node's table accepts the mark. So each table has one owner.
 */
export function portTable({ network }: Topology, { resource, socket }: Vertex): NftTable {
  const ruleset = rulesetFor(resource.listenPort);
  return {
    kind: 'NftTable',
    owner: network.id,
    ...(socket === 'public' ? { netns: publicNetns } : {}),
    family: 'inet',
    name: namesOf(network.id).wireguard,
    hash: digest(ruleset),
    ruleset,
    reason: 'lets its port in',
  };
}

function rulesetFor(port: number): string {
  const rule = `udp dport ${port} meta mark set meta mark | ${portMark}`;
  return rulesetOf([{ name: 'prerouting', policy: 'accept', rules: [rule] }]);
}

/** Returns the port that a ruleset lets in; `undefined` where it is no such ruleset, or has more in it. */
export function portIn(ruleset: string): number | undefined {
  const port = Number(/ udp dport (\d+) /.exec(ruleset)?.[1]);
  return ruleset === rulesetFor(port) ? port : undefined;
}
