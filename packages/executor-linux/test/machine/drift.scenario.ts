import { sh } from '@networkd/lab/scenario/foreign';
import { basisOf, type Change } from '@networkd/planner';
import { hub, keyFor } from '../networks.js';
import { applied, giveKey, observed, planned } from './node.js';

/** A hidden node, which dials: it has endpoints to lose. */
const node = 'n1';
const documents = hub(4);

/** What somebody does to the node behind our back, and the changes that mend it. */
const tampers: readonly (readonly [command: string, ...changes: string[]])[] = [
  ['ip netns exec n-x sysctl -qw net.ipv4.ip_forward=0', 'Update Sysctl'],
  ['ip netns exec n-x sysctl -qw net.ipv6.conf.all.forwarding=0', 'Update Sysctl'],
  ['ip netns exec n-x nft delete table inet networkd', 'Create NftTable'],
  ['ip netns exec n-x nft flush table inet networkd', 'Update NftTable'],
  ['ip netns exec n-x nft add rule inet networkd networkd-input accept', 'Update NftTable'],
  ['ip netns exec n-x nft delete chain inet networkd networkd-input', 'Update NftTable'],
  ['ip -n n-x link set dev w-x mtu 1300', 'Update Link'],
  ['ip link set dev b-x alias somebody', 'Update Link'],
  ['ip -n n-x link set dev w-x group default', 'Update Link'],
  ['sysctl -qw net.ipv6.conf.b-x.disable_ipv6=0', 'Update Link'],
  ['ip link set dev b-x down', 'Create LinkUp'],
  ['ip -n n-x link set dev w-x down', 'Create LinkUp', 'Create Route'],
  ['ip -n n-x link set dev lo down', 'Create LinkUp'],
  ['ip netns exec n-x wg set w-x listen-port 7009', 'Create ListenPort', 'Delete ListenPort'],
  ['wg genkey | ip netns exec n-x wg set w-x private-key /dev/stdin', 'Update WireGuardDevice'],
  ['ip netns exec n-x wg set w-x peer HUB remove', 'Create Peer'],
  ['ip netns exec n-x wg set w-x peer HUB allowed-ips 10.4.1.0/24', 'Update Peer'],
  ['ip netns exec n-x wg set w-x peer HUB persistent-keepalive 7', 'Update Peer'],
  ['ip netns exec n-x wg set w-x peer HUB endpoint 192.0.2.9:9', 'Update Peer'],
  ['ip netns exec n-x wg set w-x peer OTHER allowed-ips 10.4.9.0/24', 'Delete Peer'],
  ['ip -n n-x address delete 10.4.2.1/24 dev n-x', 'Create Address', 'Create Route'],
  ['ip -n n-x address add 10.4.2.77/24 dev n-x', 'Delete Address'],
  ['ip -n n-x address add 10.99.2.77/32 dev w-x', 'Delete Address'],
  ['ip -n n-x route delete 10.4.0.0/14', 'Create Route'],
  ['ip -n n-x route add 10.77.0.0/16 dev w-x proto 110', 'Delete Route'],
  ['ip -n n-x rule add priority 7 from 10.4.2.0/24 table 9 protocol 110', 'Delete Rule'],
  ['ip -n n-x -6 rule add priority 7 from fd00::/8 table 9 protocol 110', 'Delete Rule'],
];

/** Until the process of the device has ended, its port is still taken, and the device may still be seen. */
const gone = 'while [ -n "$(ss -Hlun)" ] || ip -n n-x link show dev w-x >/dev/null 2>&1; do sleep 0.05; done';

/** What takes more with it: only that it is seen and mended. */
const blows: readonly string[] = [
  'ip -n n-x link delete n-x',
  'ip link delete b-x',
  `ip -n n-x link delete w-x; ${gone}`,
  `pkill -KILL -x wireguard-go; ${gone}`,
  `ip netns delete n-x; ${gone}`,
];

const wordOf = (change: Change) =>
  `${change.kind} ${('after' in change ? change.after : change.before).kind}`;

async function main(): Promise<void> {
  const keyOf = (name: string) => documents.network.resources.find((each) => each.node === name)?.publicKey;
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 192.168.0.1/16 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n1'));
  await applied(await planned([documents], node));
  const before = basisOf(await observed(node, ['x']));
  const problems: string[] = [];
  const mend = async (command: string, check: (changes: readonly string[]) => boolean) => {
    sh(command.replace('HUB', keyOf('n0') ?? '').replace('OTHER', keyOf('n3') ?? ''));
    const plan = await planned([documents], node);
    const words = plan.changes.map(wordOf);
    if (!check(words)) problems.push(`${command}: ${words.join(', ') || 'not seen'}`);
    await applied(plan);
    if (basisOf(await observed(node, ['x'])) !== before) problems.push(`${command}: not mended`);
  };
  for (const [command, ...changes] of tampers) {
    await mend(command, (words) => words.toSorted().join() === changes.toSorted().join());
  }
  for (const command of blows) await mend(command, (words) => words.length > 0);
  console.log(JSON.stringify({ problems, tampers: tampers.length + blows.length }));
}

await main();
process.exit();
