import * as E from 'fp-ts/lib/Either.js';
import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { comparePrefixes } from '../scalar/prefix.js';
import { bondModes, linkTypes } from './link-type.js';
import type { Resource, ResourceKind } from './resource.js';

const owned = <K extends ResourceKind>(kind: K) => ({ kind: codec.oneOf([kind]), network: scalar.owner });
const onDevice = <K extends ResourceKind>(kind: K) => ({ ...owned(kind), device: scalar.interfaceName });
const family = codec.oneOf(['ipv4', 'ipv6']);

/** Every parameter that is ours is a number. */
const sysctlValue = scalar.textOf(/^-?[0-9]{1,10}$/, 'a whole number');

/** A desired state can be read back as an observed one, so the reasons of its resources are let be. */
const explained = { reason: scalar.reason };
const placed = { netns: scalar.interfaceName, ...explained };

/** The kernel lists AllowedIPs in an order of its own; ours is canonical. */
const allowedIPs = codec.refined(codec.list(scalar.prefix), (prefixes) =>
  E.right(prefixes.toSorted(comparePrefixes).map(({ text }) => text)),
);

/**
 * A resource as documents hold it, desired or found. What is found may be odd (somebody renamed a link or edited our
 * table) and still has to be read, so that it can be repaired: only what could leave its place is refused.
 */
export const resource: codec.Codec<Resource> = codec.byKind({
  Netns: codec.closed({ ...owned('Netns'), name: scalar.interfaceName }, explained),
  Sysctl: codec.closed({ ...owned('Sysctl'), key: scalar.sysctlKey, value: sysctlValue }, placed),
  NftTable: codec.closed(
    {
      ...owned('NftTable'),
      family: codec.oneOf(['inet']),
      name: scalar.interfaceName,
      hash: scalar.sha256,
      ruleset: scalar.listing,
    },
    placed,
  ),
  Link: codec.closed(
    {
      ...owned('Link'),
      name: scalar.interfaceName,
      type: codec.oneOf(linkTypes),
      mtu: scalar.unsigned,
      alias: scalar.word,
      disableIpv6: scalar.flag,
    },
    {
      ...placed,
      birth: scalar.interfaceName,
      link: scalar.interfaceName,
      peer: scalar.interfaceName,
      vlanId: scalar.vlanId,
      mode: codec.oneOf(bondModes),
      address: scalar.mac,
      lowerMtu: scalar.unsigned,
      lowerDown: scalar.truth,
    },
  ),
  LinkMaster: codec.closed(
    { ...onDevice('LinkMaster'), master: scalar.interfaceName, type: codec.oneOf(['bridge', 'bond']) },
    {
      ...placed,
      disableIpv6: scalar.flag,
      mtu: scalar.unsigned,
      up: scalar.falsehood,
      wasDown: scalar.truth,
      ipv6WasOff: scalar.truth,
    },
  ),
  FreeNic: codec.closed(
    { ...onDevice('FreeNic'), mtu: scalar.unsigned, up: scalar.flag, disableIpv6: scalar.flag },
    { ...placed, ipv6Mtu: scalar.unsigned },
  ),
  Carried: codec.refined(
    codec.closed(
      { ...onDevice('Carried'), ...scalar.carried, place: scalar.unsigned },
      { ...placed, ...scalar.lifetimes },
    ),
    scalar.spoken,
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
      latestHandshake: scalar.unsigned,
      unmoved: scalar.truth,
    },
  ),
  Address: codec.closed({ ...onDevice('Address'), address: scalar.interfaceAddressText }, placed),
  LinkUp: codec.closed(onDevice('LinkUp'), placed),
  DhcpClient: codec.closed(onDevice('DhcpClient'), { ...placed, detached: scalar.truth }),
  Route: codec.closed(
    { ...onDevice('Route'), destination: scalar.prefixText },
    { ...placed, via: scalar.addressText, metric: scalar.unsigned },
  ),
  Rule: codec.closed(
    { ...owned('Rule'), family, priority: scalar.unsigned, table: scalar.unsigned },
    { ...placed, from: scalar.prefixText, to: scalar.prefixText },
  ),
} satisfies Record<ResourceKind, codec.Codec<Resource>>);
