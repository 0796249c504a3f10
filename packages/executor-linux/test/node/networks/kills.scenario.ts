/** On a machine of its own: an apply of the node's own network that is killed as it is about to write. */

import { sh } from '@networkd/lab/scenario/foreign';
import {
  type NodeConfig,
  nodeOwner,
  type PublicConfig,
  parseNodeConfig,
  parseNodeId,
  parsePublicConfig,
  planNode,
} from '@networkd/planner';
import { killedAt, type Stage } from '../../machine/killed.js';
import { applied, executor, observed, plannedBack } from '../../machine/node.js';
import { right } from '../../networks.js';
import { node, planOff, plugIn } from './own-network.js';

const [, module = '', role = '', most = '', seed = ''] = process.argv;
const patient = { lockTimeout: 60 };

const config: NodeConfig = right(
  parseNodeConfig({
    schema: 'node-config/1',
    uplink: { interface: 'eth0', addresses: ['198.51.100.1/24'], gateways: ['198.51.100.254'] },
    egress: { addresses: ['198.51.100.2/24'], gateways: ['198.51.100.254'] },
  }),
);
const publicConfig: PublicConfig = right(
  parsePublicConfig({
    schema: 'public-config/1',
    interface: 'eth0',
    ipv4: '198.51.100.3/24',
    gateway4: '198.51.100.254',
  }),
);

/** Brings the node to its own network, without public addresses or with them. */
async function to(addresses: { readonly publicConfig?: PublicConfig }): Promise<void> {
  const facts = right(await executor().survey(right(parseNodeId(node)))());
  const nic = facts.nics.find(({ name }) => name === 'eth0');
  if (nic === undefined) throw new Error('no eth0');
  const wishes = { node, config, ...addresses, facts, observed: await observed(node) };
  await applied(right(planNode({ ...wishes, uplink: { nics: [nic] } })), patient);
}

const toHidden = () => to({});
const toPublic = () => to({ publicConfig });
const off = async () => void (await applied(await planOff([nodeOwner]), patient));

/** Takes the public addresses back, unless that is done. */
async function rollBack(): Promise<void> {
  const { resources } = await observed(node);
  if (
    !resources.some(
      ({ kind, owner: network, ...rest }) => kind === 'Netns' && 'name' in rest && rest.name === 'public',
    )
  ) {
    // Killed after its last operation: what is observed next says that it was done.
    return toHidden();
  }
  const last = right(await executor().lastApplied()());
  if (last === undefined) throw new Error('nothing was applied');
  const plan = await plannedBack(last.before.state, [nodeOwner]);
  right(await executor(patient).apply(plan, () => {}, { undoes: last.plan })());
}

const stages: Readonly<Record<string, Stage>> = {
  create: { start: off, act: toHidden },
  publish: { start: toHidden, act: toPublic },
  rollback: {
    start: async () => {
      await toHidden();
      await toPublic();
    },
    act: rollBack,
  },
  remove: { start: toHidden, act: off },
};

/** Places among so many, by a seed: as many as are asked for, or all. One run has a few calls less than another. */
function placesOf(count: number): readonly number[] {
  if (Number(most) >= count) return Array.from({ length: count }, (_, i) => i);
  let state = Number(seed) + 1;
  return Array.from({ length: Number(most) }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % Math.ceil(count * 0.9);
  });
}

async function main(): Promise<void> {
  plugIn();
  sh('ip -n lan address add 198.51.100.254/24 dev gateway');
  await toHidden();
  const report = await killedAt({ node, owners: [nodeOwner], stages, module, placesOf });
  console.log(JSON.stringify(report));
}

const stage = stages[role];
await (stage === undefined ? main() : stage.act());
process.exit();
