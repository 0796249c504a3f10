/** On a machine of its own: a plan with what this kernel cannot make. */

import { sh } from '@networkd/lab/scenario/foreign';
import { defaultNodeConfig, type NodeConfig, parseNodeConfig, planNode } from '@networkd/planner';
import { nodeWishes } from '@networkd/planner/testing';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { run } from '../../src/command/run.js';
import { doctor } from '../../src/index.js';
import { lacks } from '../../src/node/kernel-lacks.js';
import { executor, folders, observed } from '../machine/node.js';
import { right } from '../networks.js';

sh('ip netns add lan; for nic in eth0 eth1; do ip link add $nic type veth peer name gw-$nic netns lan; done');
const picture = () => sh('ip -oneline link show | sed "s/state [A-Z]*//"; nft list ruleset; ls /run/netns');
const before = picture();
const [wishes] = fc.sample(
  nodeWishes('a').filter(
    ({ config, publicConfig }) => config.uplink.bond === undefined && publicConfig === undefined,
  ),
  { numRuns: 1, seed: 1 },
);
if (wishes === undefined) throw new Error('no wishes');

const tried = async (uplink: object) => {
  const config: NodeConfig = right(parseNodeConfig({ schema: 'node-config/1', uplink }));
  const nics = wishes.facts.nics.slice(0, 1);
  const plan = right(
    planNode({ ...wishes, config, uplink: { nics } as never, observed: await observed('a') }),
  );
  const result = await executor().apply(plan, () => {})();
  const checks = await doctor(folders, { config });
  return {
    operations: plan.operations.length,
    refused: E.isLeft(result) ? `${result.left.kind}: ${result.left.message}` : '',
    lacking: checks.filter(({ ok }) => !ok).map(({ name, remedy }) => `${name}: ${remedy}`),
  };
};

const report = {
  kernel: { vlan: await lacks(run, 'vlan'), bond: await lacks(run, 'bond') },
  vlan: await tried({ vlan: 7 }),
  bond: await tried({ bond: { interfaces: ['eth0', 'eth1'], mode: '802.3ad' } }),
  unasked: (await doctor(folders, { config: defaultNodeConfig() })).filter(({ ok }) => !ok),
  changed: before === picture() ? '' : picture(),
  history: right(await executor().history()()),
};
process.stdout.write(JSON.stringify(report), () => process.exit(0));
