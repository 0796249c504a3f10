import type { ErrorRows } from './row.js';

/** All that is to be said of what is there twice. */
export const duplicateErrors = {
  'duplicate-tunnel-address': {
    says: (value, error) =>
      `${value} and ${error.other.value} of ${error.other.path} would both have the tunnel address ${error.tunnelAddress}`,
    meaning: 'The subnet x.B.C.y makes the tunnel address 100.64.B.C, so no two subnets may share B and C.',
    remedy: 'choose a subnet with other middle octets',
  },
  'duplicate-node': {
    says: (value, error) => `${value} is already at ${error.other.path}`,
    meaning: 'A node has one network resource in a network, and one entry in an inventory.',
    remedy: 'remove one of the two',
  },
  'duplicate-name': {
    says: (value, error) => `${value} is already at ${error.other.path}`,
    meaning:
      'Names tell things apart: access points from one another and from nodes, interfaces of one node.',
    remedy: 'rename one of the two',
  },
  'duplicate-key': {
    says: (value, error) => `${value} is already at ${error.other.path}`,
    meaning: 'WireGuard knows a peer by its key alone: of two peers with one key only the last would exist.',
    remedy: 'give each its own key pair',
  },
  'duplicate-port': {
    says: (value, error) => `${value} is already at ${error.other.path}`,
    meaning:
      'The networks of a node share one namespace for their sockets, so each needs its own listen port.',
    remedy: 'give one of the networks another listen port on that node',
  },
  'duplicate-address': {
    says: (value, error) => `${value} is already at ${error.other.path}`,
    meaning: 'A global address leads to one node; of two that claim it one would be dialled in vain.',
    remedy: 'correct the address of one of the nodes',
  },
  'duplicate-network': {
    says: (value) => `the network ${value} is given more than once`,
    meaning: 'A node has one version of a network at a time.',
    remedy: 'give one version of each network',
  },
  'duplicate-resource': {
    says: (value) => `${value} stands here twice`,
    meaning: 'An object of the kernel is observed once.',
    remedy: 'observe the node again',
  },
} satisfies ErrorRows;
