import type { NoPeering } from '../error.js';
import type { ErrorRows } from './row.js';

/** All that is to be said of what is wrong with who reaches whom. */
export const meshErrors = {
  'unknown-node': {
    says: (value, error) => `the ${error.missingFrom} has no node ${value}`,
    meaning: 'A node is named that the inventory, or the network, does not have.',
    remedy: 'add the node there or correct the name',
  },
  'unknown-access-point': {
    says: (value, error) =>
      `there is no access point ${value}${error.known.length === 0 ? '' : `, only ${error.known.join(', ')}`}`,
    meaning: 'The network has no access point of that name.',
    remedy: 'take one of its names',
  },
  'endpoint-not-dialable': {
    says: (value, error) =>
      `${value} is no ${error.family === 'ipv4' ? 'IPv4' : 'IPv6'} address that anybody could dial from the Internet`,
    meaning:
      'The inventory says that a node can be reached from the Internet in a family in which it has no global address: private, ULA, CGNAT, link-local, loopback and multicast addresses do not count.',
    remedy:
      'give the node a global address, or, where a router in front leads one to it, say that in its external; or take the claim away',
  },
  'access-point-unreachable': {
    says: (_, error) => `the node ${error.node} is hidden, so nothing outside can dial it`,
    meaning:
      'An access point is outside the grid and dials its node, so the node must be dialable from the Internet.',
    remedy: 'put the access point on a public node',
  },
  'access-point-swallows-endpoint': {
    says: (value, error) =>
      `the access point ${value} would send ${error.endpoint}, the address it dials, into its own tunnel (${error.prefix})`,
    meaning:
      "An access point routes the network's range into its tunnel. If the address it dials is in that range, its own packets go in circles. A network resource has no such trouble: its socket is in another namespace.",
    remedy: 'put the access point on a node outside the range',
  },
  'aggregator-cannot-aggregate': {
    says: (value) => `the node ${value} is hidden, so others cannot come to it`,
    meaning: 'An aggregator forwards between nodes that dial it, so it must be dialable.',
    remedy: 'name a public node instead',
  },
  'no-public-node': {
    says: (_, error) => `all ${error.hidden} nodes that are up are hidden, so none can dial another`,
    meaning:
      'Hidden nodes only dial out. Without a public node in the network there is nobody they could meet at.',
    remedy: 'add a public node to the network, or bring one up',
  },
  'node-without-gateway': {
    says: (value, error) =>
      `the node ${value} has no gateway${error.nodes === 1 ? '' : ` (nor have ${error.nodes - 1} other nodes)`}, so nothing leaves it except for its LAN, and nobody beyond that reaches it`,
    meaning:
      'A node reaches others over an interface with an address and a gateway of its family: a router. The inventory has none for this node, in no family, so it neither dials nor is dialled, even where there are other nodes. A LAN that it shares with a node is the one way without.',
    remedy:
      'have the DHCP server send a router (option 3) or a router advertise itself, or set the gateways of the interface, and survey the node; or name the LAN that it shares with others in lan',
  },
  'no-path': {
    says: (_, error) =>
      `there is no path between ${error.from} and ${error.to}${others(error.pairs)}: ${noPeering[error.why]}`,
    meaning:
      'Two nodes are connected when one can dial the other, or over aggregators that reach both. An IPv4-only and an IPv6-only node, say, need a dual-stack aggregator.',
    remedy: 'name an aggregator that both can peer with, a dual-stack public node say, or add one',
  },
  'wrong-key': {
    says: (value, error) =>
      `the private key belongs to ${value}, but the access point's key is ${error.expected}`,
    meaning: 'The private key given does not make the public key that the network has for the access point.',
    remedy: 'give the private key of this access point, or put its public key into the network',
  },
} satisfies ErrorRows;

const noPeering: Readonly<Record<NoPeering, string>> = {
  'both-hidden': 'both are hidden, and no aggregator reaches both',
  'no-gateway': 'one of them has no gateway, so nothing leaves it',
  'no-common-family': 'they have no common family, and no aggregator reaches both',
};

function others(pairs: number): string {
  return pairs === 1 ? '' : ` (nor between ${pairs - 1} other such pairs)`;
}
