import {
  type Candidate,
  type Nic,
  type NodeId,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
  parseNodeId,
} from '@networkd/planner';
import { right } from '../right.js';

export const nodeA: NodeId = right(parseNodeId('a'));

/** A NIC with a cable in it, and nothing on it. */
export function nic(name: string, more: Partial<Nic> = {}): Nic {
  return {
    name: right(parseInterfaceName(name)),
    mac: '52:54:00:00:00:01',
    carrier: true,
    mtu: 1500,
    physical: true,
    addresses: [],
    gateways: [],
    ...more,
  };
}

/** What probing a NIC finds where a home router answers, or where nobody does. */
export function candidate(found: Nic, router?: string): Candidate {
  if (router === undefined) return { nic: found };
  const address = right(parseInterfaceAddress(router.replace(/\.\d+$/, '.10/24')));
  return { nic: found, ipv4: { addresses: [address], gateways: [right(parseAddress(router))] } };
}
