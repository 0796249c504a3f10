import { digest } from '../scalar/digest.js';
import type { NftTable } from '../state/resource.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { namesOf, publicNetns } from './names.js';
import { portMark } from './node/admission.js';
import { rulesetOf } from './node/table.js';

/**
 * Lets the network's WireGuard port through the node's firewall, in the namespace of the socket: a table of the network's
 * own marks what comes for the port, and the node's table accepts the mark. So each table has one owner.
 */
export function portTable({ network }: Topology, { resource, socket }: Vertex): NftTable {
  const ruleset = rulesetOf([
    {
      name: 'prerouting',
      policy: 'accept',
      rules: [`udp dport ${resource.listenPort} meta mark set meta mark | ${portMark}`],
    },
  ]);
  return {
    kind: 'NftTable',
    network: network.id,
    ...(socket === 'public' ? { netns: publicNetns } : {}),
    family: 'inet',
    name: namesOf(network.id).wireguard,
    hash: digest(ruleset),
    ruleset,
    reason: 'lets its port in',
  };
}
