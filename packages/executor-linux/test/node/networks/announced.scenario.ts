/** On a machine of its own, whose IPv6 is off by default: a node whose router announces an MTU, and is outside the prefixes of its public addresses. */

import { sh } from '@networkd/lab/scenario/foreign';
import { plug, until } from '@networkd/lab/scenario/segment';
import {
  defaultNodeConfig,
  inventoryEntry,
  parseNodeId,
  parsePublicConfig,
  planNode,
} from '@networkd/planner';
import { applied, executor, observed } from '../../machine/node.js';
import { right } from '../../networks.js';

const node = 'n0';
const report: Record<string, unknown> = {};
const defaults = ['disable_ipv6=1', 'accept_ra=0', 'autoconf=0', 'accept_ra_pinfo=0', 'accept_ra_defrtr=0'];
for (const each of [...defaults, 'accept_ra_mtu=0', 'addr_gen_mode=1']) {
  sh(`sysctl -qw net.ipv6.conf.default.${each}`);
}
sh('sysctl -qw net.ipv6.conf.all.disable_ipv6=1');
await plug('eth0', {
  dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60', options: ['26,1460'] },
  advertised: '2001:db8:5::1/64',
  advertisement: 'AdvLinkMTU 1400;',
});
// Hosts behind a translator: one on the Internet, and two that tenants do not reach without it either.
const behind = ['64:ff9b::cb00:7109', '64:ff9b::a00:9', '64:ff9b::c0a8:509'];
sh(`
  ip netns exec lan-eth0 sysctl -qw net.ipv6.conf.all.forwarding=1
  for each in ${behind.join(' ')}; do ip -n lan-eth0 address add $each/128 dev lo nodad; done
`);

const surveyed = async () => right(await executor().survey(right(parseNodeId(node)))());
const facts = await surveyed();
const [nic] = facts.nics;
if (nic === undefined) throw new Error('no eth0');
// As Hetzner and OVH have it: no router is in the prefix of either address.
const said = {
  schema: 'public-config/1',
  interface: 'eth0',
  ipv4: '198.51.100.10/32',
  gateway4: '172.31.1.1',
  ipv6: '2001:db8:9::10/64',
  gateway6: '2001:db8:ff::1',
};
const publicConfig = right(parsePublicConfig(said));
const wishes = { node, config: defaultNodeConfig(), publicConfig, uplink: { nics: [nic] as [typeof nic] } };
await applied(right(planNode({ ...wishes, facts })));
const shown = (words: string) => sh(words).trim().replaceAll(/\s+/g, ' ');
report['routes'] = [
  shown('ip -n public -4 route show dev public'),
  shown('ip -n public -6 route show dev public | grep -v fe80 | grep -v 2001:db8:9::/64'),
];

const hasPrefix = (netns: string, device: string) =>
  sh(`ip ${netns} -6 -oneline address show dev ${device} scope global -tentative`).includes('2001:db8:5:');
report['ipv6'] = await until(() => hasPrefix('', 'zos') && hasPrefix('-n ndmz', 'npub6'), 20);
report['lease'] = await until(() => sh('ip -n ndmz -4 route show default').includes('dev npub4'), 20);
// What tenants may not reach follows from the prefix that the host has by now.
const again = async () =>
  right(planNode({ ...wishes, facts: await surveyed(), observed: await observed(node) }));
await applied(await again());
report['empty'] = (await again()).operations.map(({ kind }) => kind);
const [entry] = inventoryEntry(await surveyed()).interfaces;
report['mtu'] = [entry?.mtu, entry?.segmentMtu];

// The farmer has IPv4 go by an IPv6 router (RFC 8950).
const byIpv6 = right(parsePublicConfig({ ...said, gateway4: 'fe80::9' }));
await applied(
  right(
    planNode({ ...wishes, publicConfig: byIpv6, facts: await surveyed(), observed: await observed(node) }),
  ),
);
report['byIpv6'] = shown('ip -n public -4 route show dev public');

// A tenant's egress link, as a network resource has it.
sh(`
  ip netns add tenant
  ip link add out link br-ndmz netns tenant type macvlan mode bridge
  ip -n tenant address add fd00::9/64 dev out nodad; ip -n tenant link set out up
  ip -n tenant -6 route add default via fe80::1 dev out
`);
const isReached = (address: string) =>
  sh(`ip netns exec tenant ping -6 -n -c 1 -W 1 ${address} >/dev/null && echo yes || echo no`).trim();
await until(() => isReached(behind[0] ?? '') === 'yes');
report['behind'] = behind.map(isReached);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
