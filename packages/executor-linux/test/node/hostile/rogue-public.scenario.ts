import { udhcpcFiles } from '@networkd/planner';
/** On a machine of its own: a router and a DHCP server that mean harm, beside a node with a public NIC of its own. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import { defaultNodeConfig, parseNodeId, parsePublicConfig, planNode } from '@networkd/planner';
import { systemClock } from '../../../src/clock.js';
import { run } from '../../../src/command/run.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { processOf } from '../../../src/process/find.js';
import { udhcpc } from '../../../src/process/programs/udhcpc.js';
import { start, stop as stopProcess } from '../../../src/process/supervisor.js';
import { applied, executor, folders, giveKey, observed } from '../../machine/node.js';
import { hub, keyFor, right } from '../../networks.js';
import { advertise, prefixes } from './advertise.js';

const node = 'n0';
const report: Record<string, unknown> = {};

await plug('eth0', { dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' } });
await plug('eth1', {
  dhcp: { address: '198.51.100.254/24', range: '198.51.100.50,198.51.100.60' },
  advertised: '2001:db8:5::1/64',
});
const documents = hub(2, { isPublic: true });
giveKey('x', keyFor('x/n0'));
// No IPv6 address is set: the node listens to routers on the public segment.
const publicConfig = right(
  parsePublicConfig({
    schema: 'public-config/1',
    interface: 'eth1',
    ipv4: '198.51.100.1/24',
    gateway4: '198.51.100.254',
  }),
);

async function planned() {
  const facts = right(await executor().survey(right(parseNodeId(node)))());
  const uplink = facts.nics.find(({ name }) => name === 'eth0');
  if (uplink === undefined) throw new Error('no eth0');
  const wishes = {
    node,
    facts,
    config: defaultNodeConfig(),
    publicConfig,
    uplink: { nics: [uplink] as never },
  };
  return right(
    planNode({
      ...wishes,
      networks: [documents.network],
      inventory: documents.inventory,
      observed: await observed(node),
      egressAddresses: right(await executor().egressAddresses()()),
    }),
  );
}

await applied(await planned());
const zos = { device: 'zos' };
report['leased'] = await until(
  () => leaseOf(zos) !== undefined && leaseOf({ netns: 'ndmz', device: 'npub4' }) !== undefined,
);
const inPublic = (words: string) => sh(`ip -n public ${words}`);
const addresses = () => inPublic("-6 -oneline address show dev public scope global | awk '{print $4}'");
report['listened'] = await until(
  () => addresses().includes('2001:db8:5:') && inPublic('-6 route show default').includes('fe80::'),
);
const health = async () => {
  const expected = right(await executor().expected()());
  if (expected === undefined) throw new Error('nothing is expected');
  return right(await executor().health(expected.state)());
};
const lacking = async () => (await health()).filter(({ ok }) => !ok);
await until(async () => (await lacking()).length === 0);
report['before'] = (await health()).filter(({ ok, warning }) => !ok || warning);

const pings = (netns: string, address: string) =>
  sh(`ip netns exec ${netns} ping -c 1 -W 3 ${address} >/dev/null && echo yes || echo no`).trim();
const reached = () => [pings('lan-eth1', '198.51.100.1'), pings('public', '198.51.100.254')];

// Another router on the public segment: better than the real one by its own word, with the least MTU and networks without end.
sh('ip -n lan-eth1 link add rogue link gw-eth1 type macvlan mode bridge; ip -n lan-eth1 link set rogue up');
await until(() => !sh('ip -n lan-eth1 -6 address show dev rogue').includes('tentative'));
const stop = advertise(
  'lan-eth1',
  'rogue',
  `AdvLinkMTU 1280; AdvDefaultPreference high; ${prefixes(40, 'bad')} route 2001:db8:77::/48 {};`,
);
const ways = () => inPublic('-6 route show default').trim().split('\n');
report['heard'] = await until(() => addresses().includes('2001:db8:bad:') && ways().length > 1);
report['addresses'] = addresses().trim().split('\n').length;
report['routed'] = inPublic('-6 route show').includes('2001:db8:77::');
report['mtu'] = {
  link: sh('ip netns exec public cat /sys/class/net/public/mtu').trim(),
  ipv6: sh('ip netns exec public sysctl -n net.ipv6.conf.public.mtu').trim(),
  device: sh('ip netns exec n-x cat /sys/class/net/w-x/mtu').trim(),
};
report['reached'] = reached();
report['named'] = (await health()).filter(({ name, ok }) => name === 'routers' || !ok);
report['rogue'] = sh('ip netns exec lan-eth1 cat /sys/class/net/rogue/address').trim();
report['kinds'] = (await planned()).changes.map((each) => ('after' in each ? each.after : each.before).kind);
await stop();

// A DHCP server that is faster than the real one when the node asks: it lends the address of the node's own gateway, then has half the
// Internet for neighbours, and more routes than anybody has.
sh(`
  ip -n lan-eth0 link add rogue link gw-eth0 type macvlan mode bridge
  ip -n lan-eth0 link set rogue up; ip -n lan-eth0 address add 192.168.5.9/24 dev rogue
`);
const scratch = process.env['SCRATCH'] ?? '/tmp';
const kept = () => [
  sh("ip -4 -oneline address show dev zos | awk '{print $4}'").trim(),
  sh('ip -4 route show default dev zos').trim(),
];
const before = kept();
const flood = Array.from({ length: 40 }, (_, i) => `${128 + i}.0.0.0/8,192.168.5.9`);
for (const [title, range, options] of [
  ['gateway', '192.168.5.1,192.168.5.1', ['3,192.168.5.9']],
  ['everything', '192.168.5.70,192.168.5.70', ['1,128.0.0.0', ['121', ...flood].join()]],
] as const) {
  // The real one is slower.
  sh(`kill -STOP $(cat ${join(scratch, 'eth0.dnsmasq.pid')})`);
  const words = [
    ...['netns', 'exec', 'lan-eth0', 'dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--port=0'],
    ...[
      '--user=root',
      '--interface=rogue',
      '--bind-interfaces',
      `--pid-file=${scratch}/rogue.pid`,
      '--no-ping',
    ],
    ...['--dhcp-authoritative', `--dhcp-range=${range},120s`, `--dhcp-leasefile=${scratch}/rogue.${title}`],
    ...options.map((each) => `--dhcp-option=${each}`),
  ];
  const rogue = spawn('ip', words, { stdio: 'ignore' });
  process.kill(processOf(udhcpc, zos) ?? 0, 'SIGKILL');
  await until(() => processOf(udhcpc, zos) === undefined);
  await start(udhcpc, zos, { run, clock: systemClock, state: folders.state });
  const log = () => readFileSync(udhcpcFiles.logFile(zos), 'utf8');
  report[title] = [
    await until(() => log().includes('refused'), 30),
    ...kept().map((each, i) => each === before[i]),
    /refused .*/.exec(log())?.[0],
  ];
  rogue.kill('SIGKILL');
  await until(() => rogue.signalCode !== null || rogue.exitCode !== null);
  sh(`kill -CONT $(cat ${join(scratch, 'eth0.dnsmasq.pid')})`);
}
await stopProcess(udhcpc, zos, systemClock);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
