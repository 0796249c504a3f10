import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js';
import type { NodeConfig } from '../document/node-config/document.js';
import type { Address } from '../scalar/address.js';
import type { InterfaceAddress } from '../scalar/prefix.js';
import type { Nic } from './nic.js';

/** What of a node's configuration has a say in which NIC is the uplink. */
export type UplinkWishes = Pick<NodeConfig, 'ignore' | 'uplink'>;

/** By which rule a NIC was chosen: the first of these that any NIC meets. */
export type UplinkRule = 'configured' | 'private-gateway' | 'gateway' | 'ipv6-gateway';

/** An egress to the Internet: an address, and the gateway to use from it. */
export interface Egress {
  readonly address: InterfaceAddress;
  readonly gateway: Address;
}

/** What the node's `zos` is to stand on. */
export interface Uplink {
  /** One, or all members of the bond that the configuration wants, by name. */
  readonly nics: NonEmptyArray<Nic>;
  readonly rule: UplinkRule;
  /** Absent for a bond without static addresses: only the whole of it can be tried. */
  readonly egress?: Egress;
}
