/** On a machine of its own: the node's own network with networks on it, public and hidden, and their egress addresses. */

import { furnishing } from '@networkd/lab/furniture/furniture';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { isKept } from '@networkd/lab/scenario/kept';
import { lentOn, plug, until } from '@networkd/lab/scenario/segment';
import {
  defaultNodeConfig,
  type NodeState,
  nodeOwner,
  type PublicConfig,
  parseNodeId,
  parsePublicConfig,
  planNode,
  planTowards,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { leaseOf } from '../../../src/dhcp/lease.js';
import { applied, executor, giveKey, observed } from '../../machine/node.js';
import { type Documents, hub, keyFor, right } from '../../networks.js';

const node = 'n0';
const id = right(parseNodeId(node));
const report: Record<string, unknown> = {};

sh(furnishing());
// As `tn doctor` asks for where a firewall drops what bridges pass.
sh('sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0');
await plug('eth0', {
  dhcp: { address: '192.168.5.1/24', range: '192.168.5.50,192.168.5.60' },
  advertised: '2001:db8:5::1/64',
});
sh('ip -n lan-eth0 address add 203.0.113.1/24 dev gw-eth0');

const furnished = await settled(recordedHere);

const uplink = right(await executor().probe({}, () => {})()).find(({ nic }) => nic.name === 'eth0');
if (uplink === undefined) throw new Error('no eth0');

/** The plan from what is on the node to these networks, public or hidden. */
async function planned(documents: readonly Documents[], publicConfig?: PublicConfig) {
  const facts = right(await executor().survey(id)());
  const [first] = documents;
  const others = facts.nics.map(({ name }) => name).filter((name) => name !== 'eth0');
  const config = { ...defaultNodeConfig(), ignore: others };
  return right(
    planNode({
      node,
      config,
      ...(publicConfig === undefined ? {} : { publicConfig }),
      uplink: { nics: [uplink?.nic ?? facts.nics[0]] } as never,
      facts,
      networks: documents.map(({ network }) => network),
      ...(first === undefined ? {} : { inventory: first.inventory }),
      observed: await observed(node),
      egressAddresses: right(await executor().egressAddresses()()),
    }),
  );
}

const egressAddresses = async () => Object.fromEntries(right(await executor().egressAddresses()()));
const egressOf = (network: string) =>
  sh(`ip -n n-${network} -4 -oneline address show dev public | awk '{print $4}'`).trim();
const sockets = (netns?: string) =>
  sh(
    `${netns === undefined ? '' : `ip netns exec ${netns} `}ss -Hlun | sed 's/.*:\\([0-9]*\\) .*/\\1/' | sort -u`,
  )
    .split('\n')
    .filter((port) => port === '7001' || port === '7002');
const kinds = ({ resources }: NodeState) => [...new Set(resources.map(({ kind }) => kind))].sort();

for (const network of ['x', 'y']) giveKey(network, keyFor(`${network}/n0`));
const [x, y] = [hub(3, { id: 'x', port: 7001 }), hub(3, { id: 'y', port: 7002, second: 8 })];

// A table by our name that does not bear our mark is somebody else's.
sh("nft 'add table inet networkd; add chain inet networkd theirs'");
const before = await settled(recordedHere);
const refused = await executor().apply(await planned([]), () => {})();
report['refused'] = E.isLeft(refused) ? refused.left.failure?.output : 'nothing';
report['changed'] = await changesSince(before, recordedHere, { except: isKept });
sh('nft delete table inet networkd');

await applied(await planned([]));
report['leased'] = await until(() => leaseOf({ device: 'zos' }) !== undefined);
report['leasedInside'] = await until(() => leaseOf({ netns: 'ndmz', device: 'npub4' }) !== undefined);
report['lent'] = lentOn('eth0').length;
// What tenants may not reach follows the host's networks, of which a router tells when it likes.
await until(() => sh('ip -6 -oneline address show dev zos scope global -tentative').includes('2001:db8:5:'));
report['kinds'] = kinds(await observed(node));
await applied(await planned([]));
report['again'] = (await planned([])).operations.length;

await applied(await planned([x, y]));
report['egressAddresses'] = await egressAddresses();
report['egress'] = { x: egressOf('x'), y: egressOf('y') };
report['sockets'] = { host: sockets(), public: [] };
report['settled'] = (await planned([x, y])).changes.length;
report['pings'] = sh('ip netns exec n-x ping -c 1 -W 2 203.0.113.1 >/dev/null && echo yes || true').trim();
const counted: string[] = [];
const { run } = await import('../../../src/command/run.js');
await executor({
  run: (invocation) => {
    counted.push(invocation.argv.slice(0, 6).join(' '));
    return run(invocation);
  },
}).observe(node, ['x'])();
report['processes'] = counted.length;

const publicConfig = right(
  parsePublicConfig({
    schema: 'public-config/1',
    interface: 'eth0',
    ipv4: '203.0.113.9/24',
    gateway4: '203.0.113.1',
  }),
);
await applied(await planned([x, y], publicConfig));
report['public'] = { host: sockets(), public: sockets('public'), egressAddresses: await egressAddresses() };
report['dialled'] = sh(
  'ip netns exec lan-eth0 ping -c 1 -W 2 203.0.113.9 >/dev/null && echo yes || true',
).trim();
report['settledInPublic'] = (await planned([x, y], publicConfig)).changes.length;
await executor({
  run: (invocation) => {
    counted.push('public');
    return run(invocation);
  },
}).observe(node, ['x'])();
report['processesInPublic'] = counted.filter((each) => each === 'public').length;
await applied(await planned([x, y]));
report['hidden'] = { host: sockets(), egress: { x: egressOf('x'), y: egressOf('y') } };

// One of them goes, and gives its egress address back; after a reboot the other gets its own again.
const state = await observed(node);
const without = state.resources.filter(({ owner }) => owner !== 'y');
const owners = [nodeOwner, 'x', 'y'].map((id) => ({ id, removed: true as const }));
await applied(right(planTowards({ owners, target: { ...state, resources: without }, observed: state })));
report['egressAddressesWithoutY'] = await egressAddresses();

const all = await observed(node);
await applied(
  right(
    planTowards({
      owners: [nodeOwner, 'x'].map((id) => ({ id, removed: true as const })),
      target: { ...all, resources: [] },
      observed: all,
    }),
  ),
);
report['egressAddressesAtEnd'] = await egressAddresses();
report['left'] = (await observed(node)).resources.length;
report['released'] = await until(() => lentOn('eth0').length === 0);
// The other end of the cable is another machine.
report['leftovers'] = await changesSince(furnished, recordedHere, {
  except: (each) => isKept(each) || each.namespace === 'lan-eth0',
});
process.stdout.write(JSON.stringify(report), () => process.exit(0));
