import type { Address } from '../../scalar/address.js';
import type { InterfaceName } from '../../scalar/name.js';
import type { InterfaceAddress } from '../../scalar/prefix.js';
import * as codec from '../codec.js';
import { type External, external } from '../external.js';
import * as scalar from '../scalar-codec.js';

/** What the farmer set in the second registration step: the addresses of the `public` namespace. */
export interface PublicConfig {
  /** The NIC that leads to the public segment. */
  readonly interface: InterfaceName;
  /** The VLAN of the public segment, where the NIC carries it tagged. */
  readonly vlan?: number;
  /** The first is the one that others dial. */
  readonly ipv4: readonly InterfaceAddress[];
  /** Of either family: IPv4 may go by an IPv6 router (RFC 8950). */
  readonly gateway4?: Address;
  /** The first is the one that others dial. */
  readonly ipv6: readonly InterfaceAddress[];
  readonly gateway6?: Address;
  /** What others dial in place of these addresses, which need not be global then. */
  readonly external?: External;
}

const required = { interface: scalar.interfaceName };

const optional = {
  vlan: scalar.vlanId,
  gateway4: scalar.address,
  gateway6: scalar.ipv6Address,
  external,
};

const defaulted = {
  ipv4: codec.withDefault(codec.oneOrMany(scalar.ipv4InterfaceAddress), []),
  ipv6: codec.withDefault(codec.oneOrMany(scalar.ipv6InterfaceAddress), []),
};

const order = ['interface', 'vlan', 'ipv4', 'gateway4', 'ipv6', 'gateway6', 'external'] as const;

/** A public configuration as an inventory has it. */
export const publicConfig: codec.Codec<PublicConfig> = codec.inOrder(
  order,
  codec.closed(required, optional, defaulted),
);

/** `public-config/1` as it stands in the text: the same in a document of its own. */
export const publicConfigDocument: codec.Codec<PublicConfig & { readonly schema: 'public-config/1' }> =
  codec.inOrder(
    ['schema', ...order],
    codec.closed({ schema: codec.schema('public-config/1'), ...required }, optional, defaulted),
  );
