import { nicComplaint } from './nic-complaint.js';
import type { ErrorRows } from './row.js';

/** All that is to be said of what stands in the way on a node. */
export const nodeErrors = {
  'unknown-interface': {
    says: (value, error) => `the node has no interface ${value}, only ${error.known.join(', ')}`,
    meaning: 'An interface is named that the node did not find when it surveyed itself.',
    remedy: 'name one of its interfaces, or plug the NIC in and survey the node',
  },
  'interface-is-uplink': {
    says: (value) => `${value} is the uplink of the node`,
    meaning:
      'A NIC is a member of one bridge. Where there are several, the one that carries the uplink cannot be the public one as well, except for a VLAN of its own; a node with a single NIC uses it for both.',
    remedy: 'name another interface, or give the public segment a VLAN',
  },
  'egress-is-uplink': {
    says: (value, error) => `${value} is the host's own, by ${error.other.path}`,
    meaning:
      'Tenants reach the Internet through a namespace that is a host of its own on the segment, with a MAC address of its own. With the address of the host itself it would take the answers that are for the host.',
    remedy: 'give tenants a free address of that segment, or leave egress.addresses out where DHCP has one',
  },
  'egress-addresses-exhausted': {
    says: (value) => `there is no address left for the network ${value} in 100.127.0.0/16`,
    meaning:
      'Each network resource of a node has an address from 100.127.0.2 to 100.127.255.254 towards the Internet: 65533 of them, and all are taken.',
    remedy: 'remove networks that are no longer used from the node',
  },
  'still-in-use': {
    says: (value, error) => `${value} is still used by ${error.networks.join(', ')}`,
    meaning:
      'Links of a network hang on what is to go: a WireGuard socket stays in the namespace it was born in, and a macvlan goes with its bridge. Taking it away would cut the network off, so it is planned together with the node: then its links are made again where they are to be.',
    remedy: 'plan the node together with these networks, or remove them from the node first',
  },
  'port-in-use': {
    says: (value, error) => `somebody else holds UDP port ${value} on ${error.node}`,
    meaning: 'Another program on the node has the UDP port already, so WireGuard could not listen on it.',
    remedy: 'choose another listen port or stop the other program',
  },
  'no-uplink': {
    says: (value, error) => nicComplaint(value, error),
    meaning:
      'A node boots over a NIC that leads to the Internet: it is plugged in, and a DHCP server or a router advertisement gives it an address and a gateway. None of the NICs is such, and for each there is one reason. The node tries again until one is.',
    remedy:
      'plug a cable in, mend what hands out addresses on that segment, or name the NIC and its addresses in the configuration of the node',
  },
  'mtu-too-small': {
    says: (value, error) =>
      `the tunnel of ${value} would have an MTU of ${error.mtu}, less than ${error.minimum}`,
    meaning:
      "The tunnel takes 80 bytes of the underlay's MTU. IPv6 inside it needs 1280 left over (RFC 8200), IPv4 is refused below 576.",
    remedy: "raise the MTU of the node's uplink",
  },
  'name-taken': {
    says: (value) => `the name ${value} belongs to something that is not ours`,
    meaning:
      'What does not bear our mark is never changed or deleted, not even when it has the name we need.',
    remedy: 'rename or remove it on the node, or choose another network id',
  },
  'route-taken': {
    says: (value, error) =>
      `somebody else has a route to ${value} with the metric ${error.metric}, and ours would take its place`,
    meaning:
      'Linux has one route to a destination with a metric, so a route of ours with the metric of somebody else\u2019s would take its place.',
    remedy: 'give the other route another metric, or take it away',
  },
} satisfies ErrorRows;
