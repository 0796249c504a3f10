/** On a machine of its own: the node's own network goes from one configuration to another, in two kernels at once. */
import {
  type NodeState,
  type NodeWishes,
  nodeOwner,
  type Plan,
  planNode,
  planTowards,
} from '@networkd/planner';
import {
  emptyKernel,
  type Kernel,
  nicNames,
  nodeWishes,
  observe,
  recensed,
  runAll,
  withForeign,
} from '@networkd/planner/testing';
import fc from 'fast-check';
import { carryOut } from '../../src/carry-out.js';
import { run } from '../../src/run.js';
import { sh } from '../machine/foreign.js';
import { expectNone, expectSame, textOf } from '../machine/laws-expect.js';
import { changedSince, type Picture } from '../machine/laws-picture.js';
import { applied, folders, observed } from '../machine/node.js';
import { right } from '../networks.js';

const [, , seed, runs] = process.argv;
const node = 'a';

/** What this kernel can make: it has no VLANs and no bonds. */
const wishes = nodeWishes(node).filter(
  ({ config, publicConfig }) =>
    config.uplink.bond === undefined &&
    config.uplink.vlan === undefined &&
    config.publicUplink?.vlan === undefined &&
    publicConfig?.vlan === undefined,
);

const legs = fc.array(fc.record({ wishes, crash: fc.option(fc.nat({ max: 99 })) }), {
  minLength: 1,
  maxLength: 3,
});

/** All that is on the machine and that the node's own network may not leave changed. */
function picture(): Picture {
  return sh(`
    ip -details -oneline link show | sed 's/ qdisc.*link.ether/ link/; s/promiscuity.*//'
    ip -oneline address show; ip route show table all; ip -6 route show; ip rule show
    nft list ruleset; ls /run/netns; pgrep -a -x udhcpc | grep -e ' -' || true
    grep . /proc/sys/net/ipv6/conf/eth*/disable_ipv6
  `)
    .split('\n')
    .map((line) => line.replace(/ expires \\d+sec/, ''));
}

sh(`
  sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.addr_gen_mode=1
  ip netns add outside
  ${nicNames.map((nic) => `ip link add ${nic} type veth peer name ${nic}-far netns outside; ip link set ${nic} up`).join('\n')}
  ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up
  nft add table inet others
`);
const nics = nicNames.map((name) => ({ kind: 'Link', name }) as const);
const docker = { kind: 'Link', name: 'docker0', addresses: ['172.17.0.1/16'] } as const;
const outside = { kind: 'Netns', name: 'outside' } as const;
const fresh = () => [...nics, docker, outside].reduce(withForeign, emptyKernel());
const boot = picture();
const total = { applies: 0, crashes: 0, operations: 0 };
const hands = {
  run,
  state: folders.state,
  keyOf: () => {
    throw new Error('the node has no keys');
  },
};

let fake: Kernel = fresh();

function follow(operations: Plan['operations']): NodeState {
  const { kernel, error } = runAll(fake, operations);
  if (error !== undefined) throw new Error(`the fake kernel: ${error.errno}: ${textOf(error.operation)}`);
  fake = kernel;
  return observe(fake, node);
}

/** The fake kernel knows of a parameter only once it is set. */
function asTold({ resources }: NodeState, told: NodeState) {
  return resources.filter(
    (each) =>
      each.kind !== 'Sysctl' ||
      told.resources.some(
        (other) => other.kind === 'Sysctl' && other.netns === each.netns && other.key === each.key,
      ),
  );
}

async function planFor(aim: NodeWishes): Promise<Plan> {
  return right(planNode({ ...recensed(fake, aim), observed: await observed(node) }));
}

async function travel(stops: readonly { wishes: NodeWishes; crash: number | null }[]): Promise<void> {
  fake = fresh();
  for (const { wishes: aim, crash } of stops) {
    if (crash !== null) {
      const { operations } = await planFor(aim);
      const part = operations.slice(0, crash % (operations.length + 1));
      const failure = await carryOut(part, hands, () => {});
      if (failure !== undefined) throw new Error(`refused: ${textOf(failure)}`);
      const told = follow(part);
      expectSame(
        `what is observed after ${part.length} operations`,
        asTold(await observed(node), told),
        told.resources,
      );
      total.crashes++;
      total.operations += part.length;
    }
    const plan = await planFor(aim);
    await applied(plan);
    total.applies++;
    total.operations += plan.operations.length;
    const told = follow(plan.operations);
    expectSame('what is observed after an apply', asTold(await observed(node), told), told.resources);
    expectNone('what is still to be done', (await planFor(aim)).changes);
  }
  const state = await observed(node);
  const networks = [{ id: nodeOwner, version: 0 }];
  await applied(right(planTowards({ networks, target: { ...state, resources: [] }, observed: state })));
  expectSame('what is left of ours', (await observed(node)).resources, []);
  for (const nic of nicNames) sh(`ip link set ${nic} mtu 1500`);
  expectNone('what is left on the machine', changedSince(boot, picture()));
}

let isClean = true;
const details = await fc.check(
  fc.asyncProperty(legs, async (stops) => {
    fc.pre(isClean);
    try {
      await travel(stops);
    } catch (error) {
      clear();
      isClean = changedSince(boot, picture()).length === 0;
      throw error;
    }
  }),
  { seed: Number(seed), numRuns: Number(runs) },
);

/** Takes everything away by hand: what a law that does not hold leaves is not to be held against the next journey. */
function clear(): void {
  sh(`
    for pid in /run/networkd/udhcpc/*.pid; do kill -9 $(cat $pid) || true; done
    rm -rf /run/networkd/udhcpc
    for netns in public ndmz; do ip netns delete $netns || true; done
    for link in zos br-pub br-ndmz pub-zos; do ip link delete $link || true; done
    for nic in ${nicNames.join(' ')}; do sysctl -qw net.ipv6.conf.$nic.disable_ipv6=0; ip link set $nic mtu 1500 nomaster up; done
    nft delete table inet networkd || true
    sleep 0.2
  `);
}

const report = details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : '';
process.stdout.write(JSON.stringify({ report, total }), () => process.exit(0));
