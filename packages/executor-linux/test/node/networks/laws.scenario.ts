/** On a machine of its own: the node's own network goes from one configuration to another, in two kernels at once. */

import { furnishing } from '@networkd/lab/furniture/furniture';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { held } from '@networkd/lab/scenario/held';
import { isKept } from '@networkd/lab/scenario/kept';
import {
  knownNics,
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
  runAll,
  surveyed,
  withForeign,
} from '@networkd/planner/testing';
import fc from 'fast-check';
import { carryOut } from '../../../src/apply/carry-out.js';
import { run } from '../../../src/command/run.js';
import { expectNone, expectSame, textOf } from '../../machine/laws-expect.js';
import { applied, executor, folders, observed } from '../../machine/node.js';
import { right } from '../../networks.js';

const [, , seed, least, most, seconds] = process.argv;
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

sh(`
  ${furnishing()}
  sysctl -qw net.ipv6.conf.default.addr_gen_mode=1
  ip netns add outside
  ${nicNames.map((nic) => `ip link add ${nic} type veth peer name ${nic}-far netns outside; ip link set ${nic} up`).join('\n')}
`);
const nics = nicNames.map((name) => ({ kind: 'Link', name }) as const);
const docker = { kind: 'Link', name: 'docker0', addresses: ['172.17.0.1/16'] } as const;
const outside = { kind: 'Netns', name: 'outside' } as const;
const fresh = () => [...nics, docker, outside].reduce(withForeign, emptyKernel());
const boot = await settled(recordedHere);
/** What the owners of the NICs have made of them. */
const owners = right(await executor().observe(node, undefined, nicNames)()).resources.filter(
  ({ kind }) => kind === 'FreeNic',
);
const total = { applies: 0, crashes: 0, operations: 0 };
const means = {
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
  return right(planNode({ ...surveyed(fake, aim), observed: await observed(node) }));
}

async function travel(stops: readonly { wishes: NodeWishes; crash: number | null }[]): Promise<void> {
  fake = fresh();
  for (const { wishes: aim, crash } of stops) {
    if (crash !== null) {
      const { operations } = await planFor(aim);
      const part = operations.slice(0, crash % (operations.length + 1));
      const failure = await carryOut(part, means, () => {});
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
  const ports = knownNics(state);
  const resources = owners.filter((each) => each.kind === 'FreeNic' && ports.includes(each.device));
  const owned = [{ id: nodeOwner, removed: true as const }];
  await applied(right(planTowards({ owners: owned, target: { ...state, resources }, observed: state })));
  expectSame('what is left of ours', (await observed(node)).resources, []);
  expectNone('what is left on the machine', await changed());
}

/** What is not on the machine as it was. */
function changed(): Promise<readonly string[]> {
  return changesSince(boot, recordedHere, { except: isKept });
}

let isClean = true;
const { report, cases } = await held(
  legs,
  async (stops) => {
    fc.pre(isClean);
    try {
      await travel(stops);
    } catch (error) {
      clear();
      isClean = (await changed()).length === 0;
      throw error;
    }
  },
  { seed: Number(seed), least: Number(least), most: Number(most), seconds: Number(seconds) },
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

process.stdout.write(JSON.stringify({ report, cases, total }), () => process.exit(0));
