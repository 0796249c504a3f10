import * as E from 'fp-ts/lib/Either.js';
import { isNodeRuleset } from '../desired/node/firewall-shape.js';
import { firewallTable, nodeNames } from '../mark/names.js';
import { nodeLinks, nodeNamespaces } from '../mark/owner-of.js';
import { ipObjects, linksIn, parseIpWords } from '../scalar/ip-words.js';
import { among, type Breach, hashed, nobodys, notAsPlanned, nothing } from './breach.js';
import type { Look, Referring, Territory } from './territory.js';

const { bridges, bond } = nodeNames;
const masters: readonly string[] = [...Object.values(bridges), bond];

/**
 * Returns the territory of the node's own network. `nics` are those that its changes make ports, or put a link on: they
 * can be that, up or down, of some MTU, with or without IPv6, and nothing else.
 */
export function nodeTerritory(nics: readonly string[]): Territory {
  const place = (field: string, value: string | undefined) => among(field, value, nodeNamespaces);
  const link = (field: string, value: string | undefined) => among(field, value, nodeLinks);
  const device: Look = (field, value, operation) => among(field, value, devicesIn(operation));
  return {
    owner: 'node',
    looks: {
      netns: place,
      place,
      home: place,
      birthplace: place,
      'destination-netns': place,
      'table-place': place,
      link,
      'moving-link': link,
      'set-link': (field, value, operation) => among(field, value, settable(operation, nics)),
      device,
      'home-device': device,
      carrier: (field, value, operation) => among(field, value, [bridges.host, ...nicsIn(operation, nics)]),
      'host-place': nobodys,
      lower: (field, value) => among(field, value, [...nodeLinks, ...nics]),
      peer: link,
      member: (field, value, operation) => among(field, value, [...nodeLinks, ...nicsIn(operation, nics)]),
      master: (field, value) => among(field, value, masters),
      'link-type': () => nothing,
      mark: (field, value) => among(field, value, [nodeNames.mark]),
      secret: nobodys,
      address: () => nothing,
      destination: routed,
      words: spoken,
      parameter: (field, value, operation) =>
        operation.netns === undefined ? among(field, value, parameters(value, operation, nics)) : nothing,
      'parameter-value': () => nothing,
      table: (field, value) => among(field, value, [firewallTable]),
      ruleset: (_, ruleset = '', { netns, hash = '' }) => [
        ...hashed({ hash, ruleset }),
        ...(isNodeRuleset(netns, ruleset) ? nothing : [notAsPlanned({ ruleset })]),
      ],
    },
  };
}

/** Checks that the words are those of the object, and name the link. */
function spoken(_: string, words = '', { object, device }: Referring): readonly Breach[] {
  const fitting = ipObjects.filter((each) => E.isRight(parseIpWords(each, words)));
  return [...among('object', object, fitting), ...among('device', device, linksIn(words))];
}

/** Checks that a route leads to the Internet or to a router. Another route would take the place of somebody else's. */
function routed(field: string, value = ''): readonly Breach[] {
  return /^(0\.0\.0\.0|::)\/0$|^[0-9.]+\/32$|^[0-9a-f:.]+\/128$/.test(value)
    ? nothing
    : [{ field, value, expected: ['a default route or that of one router'] }];
}

/** Lists the links whose attributes may be set. Only a link of ours is given a mark or an address. */
function settable(operation: Referring, nics: readonly string[]): readonly string[] {
  const isOurs = operation.alias !== undefined || operation.address !== undefined;
  return isOurs ? nodeLinks : [...devicesIn(operation), ...nicsIn(operation, nics)];
}

/** Lists our devices in a namespace. The host's loopback is not ours. */
function devicesIn({ netns }: Referring): readonly string[] {
  return netns === undefined ? nodeLinks : [...nodeLinks, 'lo'];
}

/**
 * Lists the NICs in a namespace: they stay in the host's. What has a name that objects of tenant networks have is no
 * NIC.
 */
function nicsIn({ netns }: Referring, nics: readonly string[]): readonly string[] {
  return netns === undefined ? nics.filter((name) => !/^[bnw]-|^lo$/.test(name)) : [];
}

/**
 * Lists the parameters that may be set in the host's namespace: those of a link of ours, and the IPv6 of a NIC that is
 * a port.
 */
function parameters(key = '', operation: Referring, nics: readonly string[]): readonly string[] {
  const isOfLink = nodeLinks.some(
    (link) => key.startsWith(`net.ipv4.conf.${link}.`) || key.startsWith(`net.ipv6.conf.${link}.`),
  );
  const keys = [...nodeLinks, ...nicsIn(operation, nics)].flatMap((link) =>
    ['disable_ipv6', 'mtu'].map((name) => `net.ipv6.conf.${link}.${name}`),
  );
  return isOfLink ? [key] : keys;
}
