import type { Address } from '../scalar/address.js';
import type { InterfaceAddress } from '../scalar/prefix.js';
import type { Lease, Nic } from './nic.js';

/** What a NIC was given in one family: in the order given, best first. */
export interface Offer {
  readonly addresses: readonly InterfaceAddress[];
  readonly gateways: readonly Address[];
  /** The router of IPv4 where it is an IPv6 one (RFC 8950). */
  readonly gateway4?: Address;
}

/** What a DHCP server offered. */
export interface LeaseOffer extends Offer {
  readonly lease?: Lease;
}

/**
 * A NIC that could become the uplink, with what probing it found. Where the node's configuration names a VLAN for the
 * uplink, that is what was probed. A family without an offer is absent: nobody answered.
 */
export interface Candidate {
  readonly nic: Nic;
  /** From a DHCP server. */
  readonly ipv4?: LeaseOffer;
  /** From router advertisements. */
  readonly ipv6?: Offer;
  /** It is beneath our `zos` already, so it is the uplink now. The offers are what was found there, since probing it would cut the node off. */
  readonly current?: true;
  /** Why the NIC could not be probed, in words: what the system said. Absent: it was, or it needed no probe. */
  readonly failure?: string;
}
