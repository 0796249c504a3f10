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

const requiredOfResource = {
  node: scalar.nodeId,
  subnet: scalar.ipv4Prefix,
  publicKey: scalar.publicKey,
  listenPort: scalar.port,
};

const requiredOfAccessPoint = {
  name: scalar.nodeId,
  node: scalar.nodeId,
  subnet: scalar.ipv4Prefix,
  publicKey: scalar.publicKey,
};

const inDualStack = { subnet6: scalar.ipv6Prefix };

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
    mode: codec.withDefault(codec.oneOf(['dialler', 'every-peer']), 'dialler'),
    seconds: codec.withDefault(scalar.keepalive, defaultKeepalive),
  },
);

const policy: codec.Codec<Policy> = codec.closed(
  {},
  { preferFamily: codec.oneOf(['ipv4', 'ipv6']) },
  { keepalive: codec.withDefault(keepalivePolicy, { mode: 'dialler', seconds: defaultKeepalive }) },
);

const version = scalar.integer(0, Number.MAX_SAFE_INTEGER);

/** `tenant-network/1` as it stands in the text, before the values are held against one another. */
export const tenantNetwork: codec.Codec<TenantNetwork> = codec.inOrder(
  ['schema', 'id', 'version', 'range', 'range6', 'resources', 'accessPoints', 'aggregators', 'policy'],
  codec.closed(
    {
      schema: codec.schema('tenant-network/1'),
      id: scalar.networkId,
      version,
      range: scalar.ipv4Prefix,
      resources: codec.list(networkResource),
    },
    { range6: scalar.ipv6Prefix },
    {
      accessPoints: codec.withDefault(codec.list(accessPoint), []),
      aggregators: codec.withDefault(codec.list(scalar.nodeId), []),
      policy: codec.withDefault(policy, { keepalive: { mode: 'dialler', seconds: defaultKeepalive } }),
    },
  ),
);
