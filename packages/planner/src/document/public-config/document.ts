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

const required = {
  interface: codec.said(scalar.interfaceName, 'The NIC that leads to the public segment.'),
};

const optional = {
  vlan: codec.said(scalar.vlanId, 'The VLAN of the public segment, where the NIC carries it tagged.'),
  gateway4: codec.said(scalar.address, 'The router of the IPv4 addresses; it may be an IPv6 one (RFC 8950).'),
  gateway6: codec.said(scalar.ipv6Address, 'The router of the IPv6 addresses.'),
  external: codec.said(external, 'What others dial in place of these addresses, behind one-to-one NAT say.'),
};

const defaulted = {
  ipv4: codec.withDefault(
    codec.said(codec.oneOrMany(scalar.ipv4InterfaceAddress), 'Its IPv4 addresses: others dial the first.'),
    [],
  ),
  ipv6: codec.withDefault(
    codec.said(codec.oneOrMany(scalar.ipv6InterfaceAddress), 'Its IPv6 addresses: others dial the first.'),
    [],
  ),
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
    codec.closed(
      { schema: codec.said(codec.schema('public-config/1'), 'What kind of document this is.'), ...required },
      optional,
      defaulted,
    ),
  );
