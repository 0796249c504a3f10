import * as E from 'fp-ts/lib/Either.js';
import * as codec from '../document/codec.js';
import { decode } from '../document/decode.js';
import * as scalar from '../document/scalar-codec.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import { comparePrefixes } from '../scalar/prefix.js';
import { canonical, compareResources } from './canonical.js';
import { identityOf } from './identity.js';
import type { NodeState } from './node-state.js';
import type { Resource, ResourceKind } from './resource.js';

const netns = { netns: scalar.interfaceName };
const owned = <K extends ResourceKind>(kind: K) => ({ kind: codec.oneOf([kind]), network: scalar.networkId });
const onDevice = <K extends ResourceKind>(kind: K) => ({ ...owned(kind), device: scalar.interfaceName });
const family = codec.oneOf(['ipv4', 'ipv6']);
const unsigned = scalar.integer(0, 0xffff_ffff);
const word = scalar.textOf(/^[0-9A-Za-z_.:@/-]{0,255}$/);
const lines = scalar.textOf(/^[\t\n -~]*$/);
const sha256 = scalar.textOf(/^[0-9a-f]{64}$/);

/** A desired state can be read back as an observed one, so the reasons of its resources are let be. */
const explained = { reason: lines };
const placed = { ...netns, ...explained };

/** The kernel lists AllowedIPs in an order of its own; ours is canonical. */
const allowedIPs = codec.refined(codec.list(scalar.prefix), (prefixes) =>
  E.right(prefixes.toSorted(comparePrefixes).map(({ text }) => text)),
);

const resource = codec.byKind({
  Netns: codec.closed({ ...owned('Netns'), name: scalar.interfaceName }, explained),
  Sysctl: codec.closed({ ...owned('Sysctl'), key: word, value: word }, placed),
  NftTable: codec.closed(
    {
      ...owned('NftTable'),
      family: codec.oneOf(['inet']),
      name: scalar.interfaceName,
      hash: sha256,
      ruleset: lines,
    },
    placed,
  ),
  Link: codec.closed(
    {
      ...owned('Link'),
      name: scalar.interfaceName,
      type: codec.oneOf(['bridge', 'macvlan', 'wireguard']),
      mtu: unsigned,
      alias: word,
      disableIpv6: scalar.flag,
    },
    { ...placed, birth: scalar.interfaceName, link: scalar.interfaceName },
  ),
  WireGuardDevice: codec.closed({ ...onDevice('WireGuardDevice'), publicKey: scalar.publicKey }, placed),
  ListenPort: codec.closed(
    { ...onDevice('ListenPort'), port: scalar.port },
    { ...placed, birth: scalar.interfaceName },
  ),
  Peer: codec.closed(
    { ...onDevice('Peer'), publicKey: scalar.publicKey, allowedIPs },
    {
      ...placed,
      endpoint: scalar.endpoint,
      persistentKeepalive: scalar.keepalive,
      latestHandshake: unsigned,
    },
  ),
  Address: codec.closed({ ...onDevice('Address'), address: scalar.interfaceAddressText }, placed),
  LinkUp: codec.closed(onDevice('LinkUp'), placed),
  Route: codec.closed(
    { ...onDevice('Route'), destination: scalar.prefixText },
    { ...placed, via: scalar.addressText, metric: unsigned },
  ),
  Rule: codec.closed(
    { ...owned('Rule'), family, priority: unsigned, table: unsigned },
    { ...placed, from: scalar.prefixText, to: scalar.prefixText },
  ),
} satisfies Record<ResourceKind, codec.Codec<Resource>>);

const foreign = codec.closed(
  {},
  {
    listenPorts: codec.list(codec.closed({ port: scalar.port }, netns)),
    links: codec.list(codec.closed({ name: scalar.interfaceName }, netns)),
    netns: codec.list(scalar.interfaceName),
  },
);

const observed = codec.closed(
  { schema: codec.schema('observed/1'), node: scalar.nodeId, resources: codec.list(resource) },
  { foreign },
);

/** What is on a node from unknown JSON (`observed/1`), in canonical order, or every error in it. */
export function parseObserved(json: unknown): E.Either<PlanErrors, NodeState> {
  const decoded = decode(observed, 'observed', json);
  if (E.isLeft(decoded)) return decoded;
  const { schema, node, resources, foreign } = decoded.right;
  const sorted = canonical(resources);
  const errors = nonEmpty(repeated(sorted, resources));
  if (errors !== undefined) return E.left(errors);
  const { listenPorts = [], links = [], netns = [] } = foreign ?? {};
  return E.right({
    schema,
    node,
    resources: sorted,
    ...(foreign === undefined ? {} : { foreign: { listenPorts, links, netns } }),
  });
}

/** One object of the kernel is one element; in canonical order the same ones are neighbours. */
function repeated(sorted: readonly Resource[], resources: readonly Resource[]): readonly PlanError[] {
  return sorted.flatMap((each, i): readonly PlanError[] => {
    const before = sorted[i - 1];
    if (before === undefined || compareResources(before, each) !== 0) return [];
    const path = `$.resources[${resources.indexOf(each)}]`;
    return [{ kind: 'duplicate-resource', document: 'observed', path, value: identityOf(each).trim() }];
  });
}
