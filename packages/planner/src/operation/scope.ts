import { firewallTable, type Names, publicNetns } from '../desired/names.js';
import { interfacesIn } from '../scalar/ruleset.js';
import type { Operation } from './operation.js';

/** A field of an operation that names what is not its network's, and what it could name. */
export interface Breach {
  readonly field: string;
  readonly value: string;
  readonly expected: readonly string[];
}

/** What of the operation reaches beyond the objects of its network, whose names are given. */
export function breachesOf(operation: Operation, names: Names): readonly Breach[] {
  switch (operation.kind) {
    case 'NetnsAdd':
    case 'NetnsDelete':
      return among('name', operation.name, [names.netns]);
    case 'LinkAdd': {
      const { name, link, alias } = operation;
      return [
        ...place(operation, names),
        ...among('name', name, linksOf(names)),
        ...among('link', link, linksOf(names)),
        ...among('alias', alias, [names.mark]),
      ];
    }
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
      return [...place(operation, names), ...among('name', operation.name, linksOf(names))];
    case 'AddressAdd':
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
    case 'NftReplaceTable':
      return [
        ...table(operation, names),
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

const nothing: readonly Breach[] = [];

function among(field: string, value: string | undefined, expected: readonly string[]): readonly Breach[] {
  return value === undefined || expected.includes(value) ? nothing : [{ field, value, expected }];
}

function linksOf({ bridge, macvlan, wireguard }: Names): readonly string[] {
  return [bridge, macvlan, wireguard];
}

/** The loopback is ours only in the namespace that is. */
function devicesIn(netns: string | undefined, names: Names): readonly string[] {
  return netns === names.netns ? [...linksOf(names), 'lo'] : linksOf(names);
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

function table(operation: Placed & { readonly name: string }, names: Names): readonly Breach[] {
  return [...atHome(operation, names), ...among('name', operation.name, [firewallTable])];
}

/** Outside our own namespace only what concerns one link of ours. */
function sysctl(operation: Placed & { readonly key: string }, names: Names): readonly Breach[] {
  if (operation.netns === names.netns) return nothing;
  const keys = linksOf(names).map((link) => `net.ipv6.conf.${link}.disable_ipv6`);
  return [...place(operation, names), ...among('key', operation.key, keys)];
}
