/** On a machine of its own: routers that mean harm, on the node's segment and among its tenants. */
import { spawn } from 'node:child_process';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { defaultNodeConfig, parseNodeId, planNode } from '@networkd/planner';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { applied, executor, giveKey, observed } from '../../machine/node.js';
import { hub, keyFor, right } from '../../networks.js';
import { advertise, prefixes } from './advertise.js';

const node = 'n0';

/** Connections that a tenant may have to the Internet at a time. */
const share = { flows: 16_384 } as const;

/** A program for Node that sends to one port after the other of a host, from one port after the other, for ever. */
const flooding = (host: string) => `
  const { createSocket } = require('node:dgram');
  const next = () => {
    const socket = createSocket('udp4');
    socket.on('error', () => {});
    let port = 1024;
    const some = () => {
      for (let i = 0; i < 50; i++) socket.send('?', port++, '${host}', () => {});
      if (port < 60000) setTimeout(some, 5); else { socket.close(); next(); }
    };
    socket.bind(0, some);
  };
  next();`;
const id = right(parseNodeId(node));
const report: Record<string, unknown> = {};

await plug('eth0', {
  dhcp: { address: '203.0.113.1/24', range: '203.0.113.50,203.0.113.60' },
  advertised: '2001:db8:5::1/64',
});
const uplink = right(await executor().probe({}, () => {})()).find(({ nic }) => nic.name === 'eth0');
if (uplink === undefined) throw new Error('no eth0');
const documents = [hub(2, { id: 'x', port: 7001 }), hub(2, { id: 'y', port: 7002, second: 8 })];
for (const { network } of documents) giveKey(network.id, keyFor(`${network.id}/n0`));

async function planned() {
  const facts = right(await executor().survey(id)());
  return right(
    planNode({
      ...{
        node,
        facts,
        config: defaultNodeConfig(),
        uplink: { nics: [uplink?.nic ?? facts.nics[0]] } as never,
      },
      networks: documents.map(({ network }) => network),
      inventory: documents[0]?.inventory as never,
      observed: await observed(node),
      egressAddresses: right(await executor().egressAddresses()()),
    }),
  );
}

await applied(await planned());
report['leased'] = await until(
  () => leaseOf({ device: 'zos' }) !== undefined && leaseOf({ netns: 'ndmz', device: 'npub4' }) !== undefined,
);

const addressesOf = (where: string) =>
  sh(`ip ${where} -6 -oneline address show scope global | awk '{print $2, $4}'`);
const waysOf = (where: string) => sh(`ip ${where} -6 route show default | sed 's/ expires .*//'`);
const answers = (netns: string, address: string) =>
  sh(`ip netns exec ${netns} ping -c 1 -W 3 ${address} >/dev/null && echo yes || echo no`).trim();
const hostAnswers = () => sh('ping -c 1 -W 3 203.0.113.1 >/dev/null && echo yes || echo no').trim();

// Another router on the segment: the least MTU, more prefixes than anybody has, and no gateway.
sh('ip -n lan-eth0 link add rogue link gw-eth0 type macvlan mode bridge; ip -n lan-eth0 link set rogue up');
await until(() => !sh('ip -n lan-eth0 -6 address show dev rogue').includes('tentative'));
const stop = advertise('lan-eth0', 'rogue', `AdvLinkMTU 1280; AdvDefaultLifetime 0; ${prefixes(40, 'bad')}`);
report['heard'] = await until(() => addressesOf('').includes('zos 2001:db8:bad:'));
report['addresses'] = addressesOf('')
  .split('\n')
  .filter((line) => line.startsWith('zos ')).length;
report['mtu'] = {
  link: sh('cat /sys/class/net/zos/mtu').trim(),
  ipv6: sh('sysctl -n net.ipv6.conf.zos.mtu').trim(),
};
report['ways'] = waysOf('').trim().split('\n').length;
report['host'] = hostAnswers();
report['tenants'] = documents.map(({ network }) => answers(`n-${network.id}`, '203.0.113.1'));
report['kinds'] = [
  ...new Set((await planned()).changes.map((each) => ('after' in each ? each.after : each.before).kind)),
];
await stop();

// A tenant's container says that it is the gateway, on the tenant's bridge; then one that has broken out to where all tenants meet.
sh(`
  ip netns add container; ip link add c0 type veth peer name eth0 netns container
  ip link set c0 master b-x; ip link set c0 up; ip -n container link set eth0 up
  ip netns exec container sysctl -qw net.ipv6.conf.eth0.accept_dad=0 net.ipv6.conf.eth0.forwarding=1
`);
const waysIn = (where: string) =>
  sh(`ip ${where} -6 route show | grep -c 'b-x\\|br-ndmz\\|tonrs\\|n-x\\|public.*proto ra' || true`).trim();
const places = ['', '-n n-x', '-n n-y', '-n ndmz'];
const before = places.map(waysIn);
const stops = [
  advertise('container', 'eth0', prefixes(3, 'dead')),
  advertise('n-x', 'public', prefixes(3, 'dead')),
];
// It has been heard where somebody listens, on the same two segments.
sh(`
  ip netns add listener; ip link add l0 type veth peer name eth0 netns listener; ip link set l0 master b-x; ip link set l0 up
  ip link add l1 type veth peer name eth1 netns listener; ip link set l1 master br-ndmz; ip link set l1 up
  ip -n listener link set eth0 up; ip -n listener link set eth1 up
`);
const listened = (link: string) => addressesOf('-n listener').includes(`${link} 2001:db8:dead:`);
report['listened'] = await until(() => listened('eth0') && listened('eth1'));
report['taken'] = places.filter(
  (where, i) => addressesOf(where).includes('2001:db8:dead:') || waysIn(where) !== before[i],
);
for (const each of stops) await each();

// The container opens connections without end, to who answers none of them; the host's rules see what its bridge carries.
sh(`
  sysctl -eqw net.bridge.bridge-nf-call-iptables=1
  ip -n container address add 10.4.1.9/24 dev eth0; ip -n container route replace default via 10.4.1.1
  ip netns exec lan-eth0 nft 'table ip quiet { chain input { type filter hook input priority 0; meta l4proto udp drop; }; }'
`);
const connectionsIn = (netns: string) =>
  Number(sh(`ip netns exec ${netns} cat /proc/sys/net/netfilter/nf_conntrack_count`));
const flood = spawn('ip', ['netns', 'exec', 'container', process.execPath, '-e', flooding('203.0.113.1')], {
  stdio: 'ignore',
});
report['flooded'] = await until(() => connectionsIn('ndmz') > share.flows - 200, 300);
report['beside'] = [
  hostAnswers(),
  answers('n-y', '203.0.113.1'),
  Number(sh('cat /proc/sys/net/netfilter/nf_conntrack_count')) < 100,
];
await until(() => connectionsIn('ndmz') > 1.25 * share.flows, 3);
report['flows'] = connectionsIn('ndmz');
flood.kill('SIGKILL');
process.stdout.write(JSON.stringify(report), () => process.exit(0));
