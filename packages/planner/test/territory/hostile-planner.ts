import fc from 'fast-check';
import { hostFirewall } from '../../src/desired/node/host-firewall.js';
import { portTable } from '../../src/desired/port-table.js';
import {
  type Change,
  connect,
  lower,
  type Plan,
  type Resource,
  type TenantNetwork,
} from '../../src/index.js';
import { sealed } from '../../src/plan/document.js';
import { digest } from '../../src/scalar/digest.js';
import { nodeOwner } from '../../src/scalar/owner.js';
import { right } from '../right.js';
import { aim } from './territory-world.js';

/** Names of ours, of another network, of the node and of others, for all that has a name. */
const netns = fc.constantFrom(undefined, 'public', 'n-x', 'n-x', 'n-v', 'n-theirs', 'ndmz');
const device = fc.constantFrom(
  ...[
    'b-x',
    'n-x',
    'w-x',
    'public',
    'lo',
    'b-v',
    'n-v',
    'w-v',
    'eth0',
    'docker0',
    'zos',
    'br-ndmz',
    'tonrs',
    'npub4',
  ],
);
const address = fc.constantFrom(
  ...[
    '10.1.2.1/24',
    '192.168.0.10/24',
    '100.127.0.1/16',
    '100.127.9.9/16',
    '100.64.1.2/16',
    'fd00::1/64',
    'fd00::909/64',
  ],
);
const destination = fc.constantFrom('0.0.0.0/0', '::/0', '10.1.0.0/16', '192.168.0.0/24', '172.17.0.0/16');
const key = fc.constantFrom(
  ...['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding', 'net.ipv6.conf.b-x.disable_ipv6'],
  ...['net.ipv6.conf.docker0.disable_ipv6', 'net.ipv6.conf.b-v.disable_ipv6', 'net.ipv6.conf.zos.accept_ra'],
);
const publicKey = fc.constantFrom(
  ...[1, 2, 3].map((n) => aim.networks[0]?.resources[n % 2]?.publicKey ?? ''),
);

const dropAll = '  chain networkd-input {\n    type filter hook input priority filter; policy drop;\n  }';
const acceptAll = `${dropAll.slice(0, -4)}\n    iifname "lo" accept\n  }`;
const theirPort = portTableOf(53);
const rulesets = [
  dropAll,
  acceptAll,
  '',
  hostFirewall({ ping: false }).ruleset,
  theirPort,
  portTableOf(7001),
];

function portTableOf(port: number): string {
  const [network] = aim.networks;
  if (network === undefined) throw new Error('no network');
  const topology = right(connect(network, aim.inventory));
  const [vertex] = topology.vertices;
  if (vertex === undefined) throw new Error('no vertex');
  const resource = {
    ...vertex.resource,
    listenPort: port as TenantNetwork['resources'][number]['listenPort'],
  };
  return portTable(topology, { ...vertex, resource }).ruleset;
}

/** Any fields that a resource can have: of each kind those are taken that it has. */
const fields = fc.record({
  netns,
  birth: netns,
  name: fc.oneof(device, fc.constantFrom('n-theirs', 'ndmz', 'networkd', 'w-x', 'filter')),
  device,
  master: device,
  link: fc.option(device, { nil: undefined }),
  type: fc.constantFrom('bridge', 'macvlan', 'wireguard', 'veth', 'vlan'),
  alias: fc.constantFrom('networkd:x', 'networkd:x', 'networkd:v', 'networkd:@node', 'theirs'),
  mtu: fc.constantFrom(1280, 1500),
  address,
  destination,
  key,
  publicKey,
  value: fc.constantFrom('0', '1'),
  ruleset: fc.constantFrom(...rulesets),
  hash: fc.option(fc.constantFrom(...rulesets.map((each) => digest(each))), { nil: undefined }),
  port: fc.constantFrom(7001, 7002, 53),
  priority: fc.constantFrom(7, 1000),
  flag: fc.boolean(),
});

type Fields = typeof fields extends fc.Arbitrary<infer F> ? F : never;

/** A resource of each kind from any fields: all that types can express. */
const made: Readonly<Record<Resource['kind'], (fields: Fields, network: string) => object>> = {
  Netns: ({ name }) => ({ name }),
  Sysctl: ({ netns, key, value }) => ({ netns, key, value }),
  NftTable: ({ netns, name, ruleset, hash = digest(ruleset) }) => ({
    netns,
    family: 'inet',
    name,
    hash,
    ruleset,
  }),
  Link: ({ netns, birth, name, type, link, alias, mtu, flag }) => ({
    ...{ netns, birth, name, type, link, alias, mtu, disableIpv6: flag },
  }),
  LinkMaster: ({ netns, device, master }) => ({ netns, device, master, type: 'bridge' }),
  FreeNic: ({ netns, device, mtu, flag }) => ({ netns, device, mtu, up: flag, disableIpv6: flag }),
  Carried: ({ netns, device, address }) => ({
    ...{ netns, device, object: 'address', family: address.includes(':') ? 'ipv6' : 'ipv4' },
    ...{ words: `${address} dev ${device}`, place: 0 },
  }),
  WireGuardDevice: ({ netns, device, publicKey }) => ({ netns, device, publicKey }),
  ListenPort: ({ netns, birth, device, port }) => ({ netns, birth, device, port }),
  Peer: ({ netns, device, publicKey, destination }) => ({
    netns,
    device,
    publicKey,
    allowedIPs: [destination],
  }),
  Address: ({ netns, device, address }) => ({ netns, device, address }),
  LinkUp: ({ netns, device }) => ({ netns, device }),
  DhcpClient: ({ netns, device }) => ({ netns, device }),
  Route: ({ netns, device, destination }) => ({ netns, device, destination }),
  Rule: ({ netns, priority, destination }) => ({
    ...{ netns, family: destination.includes(':') ? 'ipv6' : 'ipv4', priority, to: destination, table: 254 },
  }),
};

/** Without the fields that are absent, as JSON has it. */
function resourceOf(kind: Resource['kind'], owner: string, fields: Fields): Resource {
  return JSON.parse(JSON.stringify({ kind, owner, ...made[kind](fields, owner) }));
}

const kinds = Object.keys(made) as readonly Resource['kind'][];

/** How a change is spoilt: another of any kind beside it, one field of it another, or what is there said to be its own. */
const spoilings = fc.array(
  fc.record({
    how: fc.constantFrom('beside', 'beside', 'field', 'observed', 'drop'),
    verb: fc.constantFrom('Create', 'Update', 'Delete'),
    place: fc.nat(),
    kind: fc.constantFrom(...kinds),
    fields,
  }),
  { minLength: 1, maxLength: 4 },
);

type Spoiling = typeof spoilings extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

/** A plan as somebody would make it who knows our functions and means harm, from one that is sound. */
export const hostilePlans = (owner: string, sound: readonly Change[], there: readonly Resource[]) =>
  spoilings.map((steps): Plan => {
    const changes = steps.reduce((now, step) => spoilt(now, step, owner, there), sound);
    const owners = [owner === nodeOwner ? { id: owner } : { id: owner, version: 1 }];
    return sealed(owners, 'a', '0'.repeat(64), changes, lower(changes));
  });

function spoilt(
  changes: readonly Change[],
  { how, verb, place, kind, fields }: Spoiling,
  owner: string,
  there: readonly Resource[],
): readonly Change[] {
  const at = place % Math.max(changes.length, 1);
  const made = resourceOf(kind, owner, fields);
  switch (how) {
    case 'drop':
      return changes.filter((_, i) => i !== at);
    case 'beside':
      return [...changes, changeOf(verb, made, made)];
    case 'observed': {
      const stolen = there[place % Math.max(there.length, 1)];
      return stolen === undefined ? changes : [...changes, changeOf(verb, { ...stolen, owner }, made)];
    }
    default:
      return changes.map((each, i) => (i === at ? withField(each, fields, place) : each));
  }
}

function changeOf(verb: Change['kind'], before: Resource, after: Resource): Change {
  const reason = 'harmless';
  if (verb === 'Create') return { kind: verb, after, reason };
  return verb === 'Delete' ? { kind: verb, before, reason } : { kind: verb, before, after, reason };
}

/** One of the fields that the resource has is another. */
function withField(change: Change, fields: Fields, place: number): Change {
  if (change.kind === 'Delete') return change;
  const names = Object.keys(change.after).filter((name) => Object.hasOwn(fields, name));
  const name = names[place % Math.max(names.length, 1)] ?? '';
  const value = Reflect.get(fields, name);
  if (value === undefined) return change;
  return { ...change, after: { ...change.after, [name]: value } };
}
