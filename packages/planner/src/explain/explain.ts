import type { AddressProblem, NoPeering, PlanError, PlanErrorKind, PrefixProblem } from '../error.js';
import { meanings } from './meanings.js';
import { nicComplaint } from './nic-complaint.js';

/** The error in one sentence: what is wrong, and what to do. Its path and kind are not in it. */
export function explain(error: PlanError): string {
  return `${complaint(error)}; ${meanings[error.kind].remedy}.`;
}

/** Every kind of error, sorted. */
export const errorKinds: readonly PlanErrorKind[] = (Object.keys(meanings) as PlanErrorKind[]).sort();

/** What the value is and should not be. */
function complaint(error: PlanError): string {
  const value = error.value === '' ? 'it' : error.value;
  switch (error.kind) {
    case 'wrong-type':
      return `${value} is not ${error.expected}`;
    case 'unknown-field':
      return `there is no field ${value} here, only ${error.known.join(', ')}`;
    case 'missing-field':
      return error.expected === '' ? 'the field is missing' : `the field is missing: ${error.expected}`;
    case 'wrong-schema':
      return `${value} is not "${error.expected}"`;
    case 'bad-id':
      return `${value} is not 1 to 13 of 0-9, A-Z, a-z`;
    case 'bad-name':
      return `${value} has characters a name may not have, or too many`;
    case 'bad-mac':
      return `${value} is not six lower-case bytes such as 52:54:00:00:00:01`;
    case 'bad-text':
    case 'out-of-scope':
      return `${value} is not ${error.expected}`;
    case 'bad-ruleset':
      return `${JSON.stringify(error.line)} cannot stand in the table of our firewall`;
    case 'bad-number':
      return `${value} is not a whole number from ${error.minimum} to ${error.maximum}`;
    case 'bad-port':
      return `${value} is not a port from 1 to 65535`;
    case 'bad-endpoint':
      return `${value} is not an endpoint that can be dialled${meant(error.suggestion)}`;
    case 'bad-address':
    case 'bad-prefix':
      return `${value} ${addressComplaints[error.problem]}${meant(error.suggestion)}`;
    case 'bad-key':
      return `${value} ${keyComplaints[error.problem]}`;
    case 'bad-gateway':
      return `the gateway ${error.value === '' ? '' : `${error.value} `}${gatewayComplaints[error.problem]}`;
    case 'conflicting-fields':
      return `${value} cannot stand beside ${error.other.value} of ${error.other.path}`;
    case 'unknown-interface':
      return `the node has no interface ${value}, only ${error.known.join(', ')}`;
    case 'interface-is-uplink':
      return `${value} is the uplink of the node`;
    case 'egress-is-uplink':
      return `${value} is the host's own, by ${error.other.path}`;
    case 'leases-exhausted':
      return `there is no address left for the network ${value} in 100.127.0.0/16`;
    case 'bad-lease':
      return `${value} is not an address from 100.127.0.2 to 100.127.255.254`;
    case 'still-in-use':
      return `${value} is still used by ${error.networks.join(', ')}`;
    case 'unusable-range':
      return `${value} meets ${error.meets}, which no tenant can use`;
    case 'subnet-outside-range':
      return `${value} is not inside the range ${error.range}`;
    case 'subnet-overlap':
      return `${value} overlaps ${error.other.value} of ${error.other.path}`;
    case 'subnet-length':
      return `${value} is not ${error.shortest === error.longest ? `a /${error.longest}` : `a /${error.longest} or shorter`}`;
    case 'subnet6-incomplete':
      return error.problem === 'missing-subnet6'
        ? 'the network has a range6, but there is no subnet6 here'
        : `${value} is a subnet6, but the network has no range6`;
    case 'tunnel-address-unusable':
      return `${value} would have the tunnel address ${error.tunnelAddress}, which is not a host's`;
    case 'duplicate-tunnel-address':
      return `${value} and ${error.other.value} of ${error.other.path} would both have the tunnel address ${error.tunnelAddress}`;
    case 'duplicate-node':
    case 'duplicate-name':
    case 'duplicate-key':
    case 'duplicate-port':
    case 'duplicate-address':
      return `${value} is already at ${error.other.path}`;
    case 'duplicate-network':
      return `the network ${value} is given more than once`;
    case 'duplicate-resource':
      return `${value} stands here twice`;
    case 'unknown-node':
      return `the ${error.missingFrom} has no node ${value}`;
    case 'unknown-access-point':
      return `there is no access point ${value}${error.known.length === 0 ? '' : `, only ${error.known.join(', ')}`}`;
    case 'port-in-use':
      return `somebody else holds UDP port ${value} on ${error.node}`;
    case 'endpoint-not-dialable':
      return `${value} is no ${error.family === 'ipv4' ? 'IPv4' : 'IPv6'} address that anybody could dial from the Internet`;
    case 'access-point-unreachable':
      return `the node ${error.node} is hidden, so nothing outside can dial it`;
    case 'access-point-swallows-endpoint':
      return `the access point ${value} would send ${error.endpoint}, the address it dials, into its own tunnel (${error.prefix})`;
    case 'aggregator-cannot-aggregate':
      return `the node ${value} is hidden, so others cannot come to it`;
    case 'no-public-node':
      return `all ${error.hidden} nodes that are up are hidden, so none can dial another`;
    case 'node-without-gateway':
      return `the node ${value} has no gateway${error.nodes === 1 ? '' : ` (nor have ${error.nodes - 1} other nodes)`}, so nothing leaves it except for its LAN, and nobody beyond that reaches it`;
    case 'no-path':
      return `there is no path between ${error.from} and ${error.to}${others(error.pairs)}: ${noPeering[error.why]}`;
    case 'no-uplink':
      return nicComplaint(value, error);
    case 'mtu-too-small':
      return `the tunnel of ${value} would have an MTU of ${error.mtu}, less than ${error.minimum}`;
    case 'wrong-node':
      return `this is the state of ${value}, not of ${error.expected}`;
    case 'name-taken':
      return `the name ${value} belongs to something that is not ours`;
    case 'route-taken':
      return `somebody else has a route to ${value} with the metric ${error.metric}, and ours would take its place`;
    case 'wrong-key':
      return `the private key belongs to ${value}, but the access point's key is ${error.expected}`;
    case 'too-large':
      return error.what === 'levels'
        ? `it has more than ${error.maximum} levels of brackets in one another`
        : `${value} are more than ${error.maximum} in one ${error.what === 'members' ? 'object' : 'list'}`;
    case 'more-errors':
      return `${error.count} more ${error.count === 1 ? 'error is' : 'errors are'} not listed`;
    case 'wrong-hash':
      return `${value} is not ${error.expected}, as the rest of the file has it`;
    default:
      return error satisfies never;
  }
}

const addressComplaints: Readonly<Record<AddressProblem | PrefixProblem, string>> = {
  'not-an-address': 'is not an IP address',
  'leading-zero': 'has a leading zero',
  'missing-octet': 'has fewer than four octets',
  'octet-out-of-range': 'has an octet over 255',
  'zone-id': 'has a zone id, which means nothing on another node',
  'ipv4-mapped': 'is an IPv4 address inside an IPv6 one',
  'not-canonical': 'is not written in the one canonical way (RFC 5952)',
  'wrong-family': 'is of the other family',
  'no-length': 'has no prefix length',
  'length-out-of-range': 'has a prefix length out of range',
  'host-bits': 'has host bits set',
};

const keyComplaints = {
  'not-base64': 'is not base64',
  'not-32-bytes': 'is not 32 bytes',
  'all-zero': 'is all zero',
  'low-order': 'is a point of low order, with which anybody would share the same secret',
} as const;

const gatewayComplaints = {
  missing: 'is missing',
  'without-address': 'has no address of its family beside it',
  'is-the-address': 'is the address itself',
  'outside-prefix': "is outside the address's prefix",
  'no-router': 'is an address that no router has',
} as const;

const noPeering: Readonly<Record<NoPeering, string>> = {
  'both-hidden': 'both are hidden, and no aggregator reaches both',
  'no-gateway': 'one of them has no gateway, so nothing leaves it',
  'no-common-family': 'they have no common family, and no aggregator reaches both',
};

function meant(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `, perhaps ${suggestion} is meant`;
}

function others(pairs: number): string {
  return pairs === 1 ? '' : ` (nor between ${pairs - 1} other such pairs)`;
}
