import { portIn } from '../desired/port-table.js';
import { answeringForItself } from '../desired/segments.js';
import { egressLink, firewallTable, type Names, nodeNames, publicNetns } from '../mark/names.js';
import { interfacesIn } from '../nft/ruleset.js';
import { isEgressAddress } from '../scalar/egress-address.js';
import { among, type Breach, hashed, nobodys, notAsPlanned, nothing } from './breach.js';
import type { Referring, Territory } from './territory.js';

/** Returns the territory of a tenant network, whose names are given. */
export function networkTerritory(names: Names): Territory {
  const { netns: home, wireguard, mark, secret } = names;
  // Links are born in the host's namespace or in the public one, and may be found there.
  const places = [home, publicNetns];
  const links = linksOf(names);
  // The egress link has a name that others use too: it is ours only in the namespace that is. So is the loopback.
  const linksIn = (netns: string | undefined) => (netns === home ? [...links, egressLink] : links);
  const devicesIn = (netns: string | undefined) => (netns === home ? [...linksIn(netns), 'lo'] : links);
  return {
    owner: 'network',
    looks: {
      netns: (field, value) => among(field, value, [home]),
      place: (field, value) => among(field, value, places),
      // What is not on a link of ours is ours only in our own namespace.
      home: (field, value = 'host') => among(field, value, [home]),
      birthplace: (field, value) => among(field, value, [home]),
      'destination-netns': (field, value) => among(field, value, places),
      // Where sockets are born, that of our device has a table of our own beside the node's.
      'table-place': (field, value = 'host', { name } = {}) =>
        among(field, value, name === wireguard ? ['host', publicNetns] : [home]),
      'host-place': nobodys,
      link: (field, value, { netns, to = netns }) => among(field, value, linksIn(to)),
      'moving-link': (field, value) => among(field, value, links),
      'set-link': (field, value, { netns }) => among(field, value, devicesIn(netns)),
      device: (field, value, { netns }) => among(field, value, devicesIn(netns)),
      'home-device': (field, value) => among(field, value, devicesIn(home)),
      carrier: nobodys,
      lower: (field, value, { name }) =>
        among(field, value, name === egressLink ? [nodeNames.bridges.ndmz] : links),
      peer: nobodys,
      member: nobodys,
      master: nobodys,
      'link-type': (field, value) => among(field, value, ['bridge', 'macvlan', 'wireguard']),
      mark: (field, value) => among(field, value, [mark]),
      secret: (field, value) => among(field, value, [secret]),
      address: egressAddress,
      destination: () => nothing,
      words: nobodys,
      parameter: (field, value, { netns }) =>
        netns === home ? nothing : among(field, value, parametersOutside(names)),
      'parameter-value': (field, value, { netns }) => (netns === home ? nothing : among(field, value, ['1'])),
      table: (field, value) => (value === wireguard ? nothing : among(field, value, [firewallTable])),
      ruleset: (_, ruleset = '', { name, hash = '' }) => [
        ...hashed({ hash, ruleset }),
        ...(name === wireguard && portIn(ruleset) === undefined ? [notAsPlanned({ ruleset })] : nothing),
        ...interfacesIn(ruleset).flatMap((each) => among('ruleset', each, devicesIn(home))),
      ],
    },
  };
}

function linksOf({ bridge, macvlan, wireguard }: Names): readonly string[] {
  return [bridge, macvlan, wireguard];
}

/**
 * Checks that an address on the egress link is an egress address: all networks share that segment, and the gateway has an address
 * there too.
 */
function egressAddress(field: string, value: string | undefined, { device }: Referring): readonly Breach[] {
  return value === undefined || device !== egressLink || isEgressAddress(value)
    ? nothing
    : [{ field, value, expected: ['an egress address of 100.127.0.0/16 or fd00::/64'] }];
}

/**
 * Lists the parameters that we may set outside our own namespace: only those of our own links. The host stays out of a
 * tenant's IPv6.
 */
function parametersOutside(names: Names): readonly string[] {
  return [
    ...linksOf(names).map((link) => `net.ipv6.conf.${link}.disable_ipv6`),
    answeringForItself(names.bridge).key,
  ];
}
