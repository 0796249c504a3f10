import type { ErrorRows } from './row.js';

/** All that is to be said of what is wrong with the ranges and subnets of a network. */
export const subnetErrors = {
  'unusable-range': {
    says: (value, error) => `${value} meets ${error.meets}, which no tenant can use`,
    meaning:
      "100.64.0.0/10 belongs to the grid, whose tunnel addresses are in it, and fd00::/64 is what network resources have towards their nodes' way to the Internet. Loopback, link-local and multicast networks never leave their host or link.",
    remedy: 'choose another, such as one of 10.0.0.0/8, or of a ULA prefix made at random (RFC 4193)',
  },
  'subnet-outside-range': {
    says: (value, error) => `${value} is not inside the range ${error.range}`,
    meaning: 'Every subnet of a network lies inside its range: only the range is routed into the mesh.',
    remedy: 'choose a subnet inside the range or widen the range',
  },
  'subnet-overlap': {
    says: (value, error) => `${value} overlaps ${error.other.value} of ${error.other.path}`,
    meaning: 'An address can be at one place only, so subnets have no address in common.',
    remedy: 'give one of the two another subnet',
  },
  'subnet-length': {
    says: (value, error) =>
      `${value} is not ${error.shortest === error.longest ? `a /${error.longest}` : `a /${error.longest} or shorter`}`,
    meaning:
      'The first address of an IPv4 subnet is the resource itself, so a subnet needs more than one: at most a /31. An IPv6 subnet is a /64, by which hosts configure themselves (RFC 4862).',
    remedy: 'choose a subnet of that length',
  },
  'subnet6-incomplete': {
    says: (value, error) =>
      error.problem === 'missing-subnet6'
        ? 'the network has a range6, but there is no subnet6 here'
        : `${value} is a subnet6, but the network has no range6`,
    meaning:
      'IPv6 inside the tunnel is for the whole network: range6, and a subnet6 in every resource and access point.',
    remedy: 'add what is missing, or leave IPv6 out everywhere',
  },
  'tunnel-address-unusable': {
    says: (value, error) =>
      `${value} would have the tunnel address ${error.tunnelAddress}, which is not a host's`,
    meaning:
      "The subnet x.B.C.y makes the tunnel address 100.64.B.C in a /16. B.C of 0.0 and 255.255 are that network's own and its broadcast address.",
    remedy: 'choose a subnet with other middle octets',
  },
} satisfies ErrorRows;
