/** On a machine of its own: a node beside things of others, and what each of its segments gets to know of the rest. */

import { sh } from '@networkd/lab/scenario/foreign';
import { type PrivateKey, parseInventory, parseTenantNetwork, publicKeyOf } from '@networkd/planner';
import { applied, giveKey } from '../../machine/node.js';
import { type Documents, keyFor, right } from '../../networks.js';
import { node, planOnto, plugIn, standUp } from '../networks/own-network.js';

/** Who answers what; `true` is what ping(8), arping and the counters of the kernel say. */
export interface Report {
  readonly foreignBridge: Readonly<Record<'toHost' | 'through', boolean>>;
  readonly tenant: Readonly<Record<'toHost' | 'bridged', boolean>>;
  readonly arp: Readonly<Record<'farm' | 'tenant', Readonly<Record<string, boolean>>>>;
  readonly redirects: Readonly<Record<'sent' | 'received', number>>;
  /** Do the gateway and its container reach each other? */
  readonly subnet: Readonly<Record<'wholeRange' | 'broken' | 'mended' | 'brokenAgain' | 'wider', boolean>>;
  readonly leftToDo: number;
}

const key: PrivateKey = keyFor('x/n0');

/** A network of one resource, whose subnet is its whole range or not. */
function alone(version: number, range: string): Documents {
  const subnet = '10.1.2.0/24';
  const resources = [{ node, subnet, publicKey: publicKeyOf(key), listenPort: 7001 }];
  const nodes = [
    {
      id: node,
      inbound: ['ipv4'],
      interfaces: [{ name: 'eth0', addresses: ['198.51.100.1/24'], gateways: ['198.51.100.254'] }],
    },
  ];
  return {
    network: right(parseTenantNetwork({ schema: 'tenant-network/1', id: 'x', version, range, resources })),
    inventory: right(parseInventory({ schema: 'inventory/1', nodes })),
  };
}

const does = (command: string) => {
  try {
    sh(command);
    return true;
  } catch {
    return false;
  }
};
const inside = (netns: string) => (netns === '' ? '' : `ip netns exec ${netns} `);
const pings = (netns: string, to: string) => does(`${inside(netns)}ping -n -c 1 -w 4 ${to}`);
/** Who of these answers ARP on the segment; all are asked at once. */
const answers = (netns: string, link: string, targets: readonly string[]) => {
  const ask = `${inside(netns)}busybox arping -q -f -c 4 -w 4 -I ${link} $to`;
  const heard = sh(`for to in ${targets.join(' ')}; do (! ${ask} || echo $to) & done; wait`).split('\n');
  return Object.fromEntries(targets.map((to) => [to === lease ? 'lease' : to, heard.includes(to)]));
};
const counted = (netns: string, name: string) => {
  const [names = '', values = ''] = sh(`${inside(netns)}grep ^Icmp: /proc/net/snmp`).split('\n');
  return Number(values.split(' ')[names.split(' ').indexOf(name)]);
};
const bring = async (documents: Documents) => {
  const plan = right(await planOnto([documents]));
  await applied(plan);
  return plan;
};

plugIn();
sh(`
  ip -n lan address add 198.51.100.254/24 dev gateway
  # Others' bridges: one whose name is much like ours, one with an address that many a machine has.
  ip link add b-lan type bridge; ip address add 192.168.77.1/24 dev b-lan; ip link set b-lan up
  ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up
  ip netns add guest; ip link add guest0 type veth peer name eth0 netns guest
  ip link set guest0 master b-lan up
  ip -n guest link set eth0 up; ip -n guest address add 192.168.77.2/24 dev eth0
  ip -n guest route add default via 192.168.77.1
  ip -n lan route add 192.168.77.0/24 via 198.51.100.1
  sysctl -qw net.ipv4.ip_forward=1
`);
await standUp();
giveKey('x', key);
const whole = alone(1, '10.1.2.0/24');
await bring(whole);
sh(`
  ip netns add box; ip link add box0 type veth peer name eth0 netns box
  ip link set box0 master b-x up
  ip -n box link set eth0 up; ip -n box address add 10.1.2.7/24 dev eth0; ip -n box route add default via 10.1.2.1
  ip netns add crate; ip link add crate0 type veth peer name eth0 netns crate
  ip link set crate0 master b-x up
  ip -n crate link set eth0 up; ip -n crate address add 10.1.2.8/24 dev eth0
`);
const reached = () => pings('box', '10.1.2.1') && pings('n-x', '10.1.2.7');
const wholeRange = reached();

const lease = sh('ip -n n-x -4 -oneline address show dev public').match(/inet (\S+)\//)?.[1] ?? '';
const arp = {
  farm: answers('lan', 'gateway', ['198.51.100.1', '100.127.0.1', '172.17.0.1']),
  tenant: answers('box', 'eth0', ['10.1.2.1', '100.64.1.2', '198.51.100.1', '172.17.0.1', lease]),
};

// What is for a neighbour goes by the gateway, which would say that there is a shorter way.
sh('ip -n box route add 10.1.2.8/32 via 10.1.2.1; ip -n box route flush cache');
pings('box', '10.1.2.8');
sh('ip -n box route delete 10.1.2.8/32');
const redirects = { sent: counted('n-x', 'OutRedirects'), received: counted('box', 'InRedirects') };

// A workload that knows the bridge's own address sends the host what is for the host, and for others.
sh(`
  ip -n box neigh replace 10.1.2.250 lladdr $(cat /sys/class/net/b-x/address) dev eth0 nud permanent
  ip -n box route add 198.51.100.0/24 via 10.1.2.250
  ip route add 10.1.2.7/32 dev b-x
`);
const tenant = { toHost: pings('box', '198.51.100.1'), bridged: pings('box', '10.1.2.8') };
sh('ip route delete 10.1.2.7/32 dev b-x');

// As versions before this one left it: the route of the range in the place of the kernel's own.
const asBefore = 'ip -n n-x route replace 10.1.2.0/24 dev w-x proto 110';
sh(asBefore);
const broken = reached();
await bring(whole);
const mended = reached();
sh(asBefore);
const brokenAgain = reached();
const wide = alone(2, '10.1.0.0/16');
await bring(wide);
const report: Report = {
  foreignBridge: { toHost: pings('guest', '192.168.77.1'), through: pings('guest', '198.51.100.254') },
  tenant,
  arp,
  redirects,
  subnet: { wholeRange, broken, mended, brokenAgain, wider: reached() },
  leftToDo: right(await planOnto([wide])).operations.length,
};
process.stdout.write(JSON.stringify(report), () => process.exit(0));
