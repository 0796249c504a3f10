import type { Family } from '../../scalar/address.js';
import type { NetworkId, NodeId } from '../../scalar/id.js';
import type { Keepalive } from '../../scalar/keepalive.js';
import type { PublicKey } from '../../scalar/key.js';
import type { Port } from '../../scalar/port.js';
import type { Prefix } from '../../scalar/prefix.js';
import * as codec from '../codec.js';
import type { FieldCodecs } from '../decode.js';
import * as scalar from '../scalar-codec.js';

/** The part of a tenant network on one node. `subnet` is IPv4, `subnet6` a /64 of `range6`. */
export interface NetworkResource {
  readonly node: NodeId;
  readonly subnet: Prefix;
  readonly subnet6?: Prefix;
  readonly publicKey: PublicKey;
  readonly listenPort: Port;
}

/** A peer outside the grid, a laptop say, that dials the network resource on `node`. */
export interface AccessPoint {
  readonly name: NodeId;
  readonly node: NodeId;
  readonly subnet: Prefix;
  readonly subnet6?: Prefix;
  readonly publicKey: PublicKey;
}

/** `dialler`: only on the side that dials where the other cannot dial back. `every-peer`: on all peers. */
export interface KeepalivePolicy {
  readonly mode: 'dialler' | 'every-peer';
  /** Seconds; 0 is off. */
  readonly seconds: Keepalive;
}

/** What the tenant prefers where the mesh leaves a choice. */
export interface Policy {
  /** The family a peering takes where both would do. Absent: IPv6, and for access points IPv4. */
  readonly preferFamily?: Family;
  readonly keepalive: KeepalivePolicy;
}

/**
 * A version of a tenant network (`tenant-network/1`), parsed: resources and aggregators sorted by node, access
 * points by name, so that no order of the text can reach a plan.
 */
export interface TenantNetwork {
  readonly schema: 'tenant-network/1';
  readonly id: NetworkId;
  readonly version: number;
  readonly range: Prefix;
  readonly range6?: Prefix;
  readonly resources: readonly NetworkResource[];
  readonly accessPoints: readonly AccessPoint[];
  /** The nodes that forward between others; empty: the planner chooses. */
  readonly aggregators: readonly NodeId[];
  readonly policy: Policy;
}

/** Seconds: what wg(8) suggests behind NAT. */
const defaultKeepalive = 25 as Keepalive;

const publicKey = codec.said(
  scalar.publicKey,
  'The public half of its WireGuard key in this network, in base64 as wg(8) prints it.',
);

const subnet = codec.said(
  scalar.ipv4Prefix,
  'The IPv4 prefix of what is behind it, inside range: 10.1.3.0/24. Nobody else has addresses of it.',
);

const requiredOfResource = {
  node: codec.said(scalar.nodeId, 'The id of the node in the inventory.'),
  subnet,
  publicKey,
  listenPort: codec.said(scalar.port, 'The UDP port of its WireGuard device on the node.'),
};

const requiredOfAccessPoint = {
  name: codec.said(scalar.nodeId, 'What it is called; no node of the network has that name.'),
  node: codec.said(scalar.nodeId, 'The node whose network resource it dials.'),
  subnet,
  publicKey,
};

const inDualStack = {
  subnet6: codec.said(
    scalar.ipv6Prefix,
    'The /64 of what is behind it, inside range6. Everybody has one where there is a range6.',
  ),
};

/** The fields of a network resource, one by one. */
export const networkResourceFields: FieldCodecs<NetworkResource> = { ...requiredOfResource, ...inDualStack };

/** The fields of an access point, one by one. */
export const accessPointFields: FieldCodecs<AccessPoint> = { ...requiredOfAccessPoint, ...inDualStack };

const networkResource: codec.Codec<NetworkResource> = codec.inOrder(
  ['node', 'subnet', 'subnet6', 'publicKey', 'listenPort'],
  codec.closed(requiredOfResource, inDualStack),
);

const accessPoint: codec.Codec<AccessPoint> = codec.inOrder(
  ['name', 'node', 'subnet', 'subnet6', 'publicKey'],
  codec.closed(requiredOfAccessPoint, inDualStack),
);

const keepalivePolicy: codec.Codec<KeepalivePolicy> = codec.closed(
  {},
  {},
  {
    mode: codec.withDefault(
      codec.said(
        codec.oneOf(['dialler', 'every-peer']),
        'Who sends keepalives: the side that dials where the other cannot dial back, or every peer.',
      ),
      'dialler',
    ),
    seconds: codec.withDefault(
      codec.said(scalar.keepalive, 'Seconds between two keepalives, 0 is off.'),
      defaultKeepalive,
    ),
  },
);

const policy: codec.Codec<Policy> = codec.closed(
  {},
  {
    preferFamily: codec.said(
      codec.oneOf(['ipv4', 'ipv6']),
      'The family a peering takes where both would do; without it IPv6, and for access points IPv4.',
    ),
  },
  {
    keepalive: codec.withDefault(codec.said(keepalivePolicy, 'What holds the mapping of a NAT open.'), {
      mode: 'dialler',
      seconds: defaultKeepalive,
    }),
  },
);

const version = codec.said(
  scalar.integer(0, Number.MAX_SAFE_INTEGER),
  'A whole number that grows from version to version.',
);

/** `tenant-network/1` as it stands in the text, before the values are held against one another. */
export const tenantNetwork: codec.Codec<TenantNetwork> = codec.inOrder(
  ['schema', 'id', 'version', 'range', 'range6', 'resources', 'accessPoints', 'aggregators', 'policy'],
  codec.closed(
    {
      schema: codec.said(codec.schema('tenant-network/1'), 'What kind of document this is.'),
      id: scalar.networkId,
      version,
      range: codec.said(scalar.ipv4Prefix, 'The IPv4 prefix that all subnets are in: 10.1.0.0/16.'),
      resources: codec.said(
        codec.list(networkResource),
        'The part of the network on each node that has one.',
      ),
    },
    {
      range6: codec.said(
        scalar.ipv6Prefix,
        'The IPv6 prefix that all subnet6 are in; without it there is only IPv4 in the tunnels.',
      ),
    },
    {
      accessPoints: codec.withDefault(
        codec.said(codec.list(accessPoint), 'Peers outside the grid that dial a node, laptops say.'),
        [],
      ),
      aggregators: codec.withDefault(
        codec.said(
          codec.list(scalar.nodeId),
          'The nodes that forward between others; without any the planner chooses.',
        ),
        [],
      ),
      policy: codec.withDefault(
        codec.said(policy, 'What the tenant prefers where the mesh leaves a choice.'),
        { keepalive: { mode: 'dialler', seconds: defaultKeepalive } },
      ),
    },
  ),
);
