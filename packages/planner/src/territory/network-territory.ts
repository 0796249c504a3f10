import { portIn } from '../desired/port-table.js';
import { answeringForItself } from '../desired/segments.js';
import { firewallTable, type Names, nodeNames, publicNetns, wayOut } from '../mark/names.js';
import type { Operation } from '../operation/operation.js';
import { isLease } from '../scalar/ndmz-lease.js';
import { nodeOwner } from '../scalar/owner.js';
import { interfacesIn } from '../scalar/ruleset.js';
import { among, type Breach, hashed, notAsPlanned, nothing } from './breach.js';

/** What of the operation reaches beyond the objects of its network, whose names are given. */
export function breachesOf(operation: Operation, names: Names): readonly Breach[] {
  switch (operation.kind) {
    case 'NetnsAdd':
    case 'NetnsDelete':
      return among('name', operation.name, [names.netns]);
    case 'LinkAdd': {
      const { netns, to = netns, name, type, link, alias } = operation;
      const lowers = name === wayOut ? [nodeNames.bridges.ndmz] : linksOf(names);
      return [
        ...place(operation, names),
        ...among('to', operation.to, [names.netns]),
        ...among('name', name, linksIn(to, names)),
        ...among('link', link, lowers),
        ...among('type', type, ['bridge', 'macvlan', 'wireguard']),
        ...among('alias', alias, [names.mark]),
      ];
    }
    case 'CarriedAdd':
    case 'CarriedDelete':
    case 'LinkSetMaster':
    case 'LinkRemoveMaster':
    case 'DhcpClientStart':
    case 'DhcpClientStop':
      return among('owner', operation.owner, [nodeOwner]);
    case 'LinkSet': {
      const { netns, name, alias } = operation;
      return [
        ...place(operation, names),
        ...among('name', name, devicesIn(netns, names)),
        ...among('alias', alias, [names.mark]),
      ];
    }
    case 'LinkMove':
      return [
        ...place(operation, names),
        ...among('name', operation.name, linksOf(names)),
        ...among('to', operation.to, [names.netns, publicNetns]),
      ];
    case 'LinkDelete':
      return [...place(operation, names), ...among('name', operation.name, linksIn(operation.netns, names))];
    case 'AddressAdd':
      return [...atHome(operation, names), ...onDevice(operation, names), ...lease(operation)];
    case 'AddressDelete':
    case 'WireGuardSetPeer':
    case 'WireGuardRemovePeer':
      return onDevice(operation, names);
    case 'WireGuardSetDevice':
      return [...onDevice(operation, names), ...among('secret', operation.secret, [names.secret])];
    case 'RouteReplace':
    case 'RouteDelete':
      return [
        ...atHome(operation, names),
        ...among('device', operation.device, devicesIn(names.netns, names)),
      ];
    case 'RuleAdd':
    case 'RuleDelete':
      return atHome(operation, names);
    case 'SysctlSet':
      return sysctl(operation, names);
    case 'NftCreateTable':
    case 'NftReplaceTable':
      return [
        ...table(operation, names),
        ...hashed(operation),
        ...(operation.name === names.wireguard && portIn(operation.ruleset) === undefined
          ? [notAsPlanned(operation)]
          : nothing),
        ...interfacesIn(operation.ruleset).flatMap((each) =>
          among('ruleset', each, devicesIn(names.netns, names)),
        ),
      ];
    case 'NftDeleteTable':
      return table(operation, names);
    default:
      return operation satisfies never;
  }
}

interface Placed {
  readonly netns?: string;
}

function linksOf({ bridge, macvlan, wireguard }: Names): readonly string[] {
  return [bridge, macvlan, wireguard];
}

/** The way out bears a name that others use too: it is ours only in the namespace that is. */
function linksIn(netns: string | undefined, names: Names): readonly string[] {
  return netns === names.netns ? [...linksOf(names), wayOut] : linksOf(names);
}

/** So is the loopback. */
function devicesIn(netns: string | undefined, names: Names): readonly string[] {
  return netns === names.netns ? [...linksIn(netns, names), 'lo'] : linksOf(names);
}

/** Links are born in the host's namespace or in the public one, and may be found there. */
function place({ netns }: Placed, names: Names): readonly Breach[] {
  return among('netns', netns, [names.netns, publicNetns]);
}

function onDevice(operation: Placed & { readonly device: string }, names: Names): readonly Breach[] {
  return [
    ...place(operation, names),
    ...among('device', operation.device, devicesIn(operation.netns, names)),
  ];
}

/** What is not on a link of ours is ours only in our own namespace. */
function atHome({ netns = 'host' }: Placed, names: Names): readonly Breach[] {
  return among('netns', netns, [names.netns]);
}

/** Where sockets are born, that of our device has a table of our own beside the node's. */
function table(operation: Placed & { readonly name: string }, names: Names): readonly Breach[] {
  if (operation.name === names.wireguard) return among('netns', operation.netns, [publicNetns]);
  return [...atHome(operation, names), ...among('name', operation.name, [firewallTable])];
}

/** On the way out, which all networks share, an address is a lease: the gateway has one there too. */
function lease({
  device,
  address,
}: {
  readonly device: string;
  readonly address: string;
}): readonly Breach[] {
  return device !== wayOut || isLease(address)
    ? nothing
    : [{ field: 'address', value: address, expected: ['a lease of 100.127.0.0/16 or fd00::/64'] }];
}

/** Outside our own namespace only what concerns one link of ours: the host stays out of a tenant's IPv6. */
function sysctl(
  operation: Placed & { readonly key: string; readonly value: string },
  names: Names,
): readonly Breach[] {
  if (operation.netns === names.netns) return nothing;
  const keys = [
    ...linksOf(names).map((link) => `net.ipv6.conf.${link}.disable_ipv6`),
    answeringForItself(names.bridge).key,
  ];
  return [
    ...place(operation, names),
    ...among('key', operation.key, keys),
    ...among('value', operation.value, ['1']),
  ];
}
