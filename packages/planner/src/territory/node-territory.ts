import * as E from 'fp-ts/lib/Either.js';
import { isNodeRuleset } from '../desired/node/firewall-shape.js';
import { firewallTable, nodeNames } from '../mark/names.js';
import { nodeLinks, nodeNamespaces } from '../mark/owner-of.js';
import type { CarriedAdd, CarriedDelete, Operation } from '../operation/operation.js';
import { ipObjects, linksIn, parseIpWords } from '../scalar/ip-words.js';
import { among, type Breach, hashed, notAsPlanned, nothing } from './breach.js';

/**
 * What of an operation of the node's own reaches beyond its objects. `nics` are those that its changes make ports, or
 * put a vlan on: they can be that, up or down, of some MTU, with or without IPv6, and nothing else.
 */
export function nodeBreachesOf(operation: Operation, nics: readonly string[]): readonly Breach[] {
  switch (operation.kind) {
    case 'NetnsAdd':
    case 'NetnsDelete':
      return among('name', operation.name, nodeNamespaces);
    case 'LinkAdd': {
      const { to, name, link, peer, alias } = operation;
      return [
        ...place(operation),
        ...among('to', to, nodeNamespaces),
        ...among('name', name, nodeLinks),
        ...among('link', link, [...nodeLinks, ...nics]),
        ...among('peer', peer, nodeLinks),
        ...among('alias', alias, [nodeNames.mark]),
      ];
    }
    case 'LinkSet': {
      const { name, alias, address } = operation;
      const isOurs = alias !== undefined || address !== undefined;
      return [
        ...place(operation),
        ...among('name', name, isOurs ? nodeLinks : [...devicesIn(operation), ...nicsIn(operation, nics)]),
        ...among('alias', alias, [nodeNames.mark]),
      ];
    }
    case 'LinkSetMaster':
      return [
        ...place(operation),
        ...among('name', operation.name, [...nodeLinks, ...nicsIn(operation, nics)]),
        ...among('master', operation.master, masters),
      ];
    case 'LinkRemoveMaster':
      return [
        ...place(operation),
        ...among('name', operation.name, [...nodeLinks, ...nicsIn(operation, nics)]),
      ];
    case 'LinkMove':
      return [
        ...place(operation),
        ...among('name', operation.name, nodeLinks),
        ...among('to', operation.to, nodeNamespaces),
      ];
    case 'LinkDelete':
      return [...place(operation), ...among('name', operation.name, nodeLinks)];
    case 'RouteReplace':
    case 'RouteDelete':
      return [
        ...place(operation),
        ...among('device', operation.device, devicesIn(operation)),
        ...destinationOf(operation),
      ];
    case 'AddressAdd':
    case 'AddressDelete':
    case 'DhcpClientStart':
    case 'DhcpClientStop':
      return [...place(operation), ...among('device', operation.device, devicesIn(operation))];
    case 'CarriedAdd':
    case 'CarriedDelete':
      return [
        ...among('netns', operation.netns, []),
        ...among('device', operation.device, [bridges.host, ...nicsIn(operation, nics)]),
        ...spokenOf(operation),
      ];
    case 'SysctlSet':
      return sysctl(operation, nics);
    case 'NftCreateTable':
    case 'NftReplaceTable':
      return [
        ...place(operation),
        ...among('name', operation.name, [firewallTable]),
        ...hashed(operation),
        ...(isNodeRuleset(operation.netns, operation.ruleset) ? nothing : [notAsPlanned(operation)]),
      ];
    case 'NftDeleteTable':
      return [...place(operation), ...among('name', operation.name, [firewallTable])];
    case 'RuleAdd':
    case 'RuleDelete':
    case 'WireGuardSetDevice':
    case 'WireGuardSetPeer':
    case 'WireGuardRemovePeer':
      return among('owner', operation.owner, ['a tenant network']);
    default:
      return operation satisfies never;
  }
}

/** The words are those of the object, and name the link. */
function spokenOf({ object, words, device }: CarriedAdd | CarriedDelete): readonly Breach[] {
  const fitting = ipObjects.filter((each) => E.isRight(parseIpWords(each, words)));
  return [...among('object', object, fitting), ...among('device', device, linksIn(words))];
}

const { bridges, bond } = nodeNames;
const masters: readonly string[] = [...Object.values(bridges), bond];

interface Placed {
  readonly netns?: string;
}

/** In the host's namespace or one of the node's own. */
function place({ netns }: Placed): readonly Breach[] {
  return among('netns', netns, nodeNamespaces);
}

/** The node has ways to the Internet and to their routers: another route would take the place of somebody else's. */
function destinationOf({ destination }: { readonly destination: string }): readonly Breach[] {
  return /^(0\.0\.0\.0|::)\/0$|^[0-9.]+\/32$|^[0-9a-f:.]+\/128$/.test(destination)
    ? nothing
    : [{ field: 'destination', value: destination, expected: ['a default route or that of one router'] }];
}

/** The host's loopback is not ours. */
function devicesIn({ netns }: Placed): readonly string[] {
  return netns === undefined ? nodeLinks : [...nodeLinks, 'lo'];
}

/** NICs stay in the host's namespace. What has a name that objects of tenant networks have is no NIC. */
function nicsIn({ netns }: Placed, nics: readonly string[]): readonly string[] {
  return netns === undefined ? nics.filter((name) => !/^[bnw]-|^lo$/.test(name)) : [];
}

/** In the host's namespace only what concerns one link of ours, and the IPv6 of a NIC that is a port. */
function sysctl(operation: Placed & { readonly key: string }, nics: readonly string[]): readonly Breach[] {
  if (operation.netns !== undefined) return place(operation);
  const { key } = operation;
  const isOfLink = nodeLinks.some(
    (link) => key.startsWith(`net.ipv4.conf.${link}.`) || key.startsWith(`net.ipv6.conf.${link}.`),
  );
  const keys = [...nodeLinks, ...nicsIn(operation, nics)].flatMap((link) =>
    ['disable_ipv6', 'mtu'].map((name) => `net.ipv6.conf.${link}.${name}`),
  );
  return isOfLink ? nothing : among('key', key, keys);
}
