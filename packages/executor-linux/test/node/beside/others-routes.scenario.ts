/** On a machine of its own: a default route of somebody else with the metric that ours have. */

import { sh } from '@networkd/lab/scenario/foreign';
import {
  hostMetric,
  membersOf,
  type NodeWishes,
  parseNodeConfig,
  parseNodeId,
  planNode,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { applied, executor } from '../../machine/node.js';
import { right } from '../../networks.js';
import { node, plugIn } from '../networks/own-network.js';

/** What becomes of the plan, and the default routes then. */
export type Report = Readonly<Record<'beside' | 'onTheNic' | 'onThePort' | 'later', Outcome>>;
interface Outcome {
  readonly plan: string;
  readonly routes: readonly string[];
}

const config = right(
  parseNodeConfig({
    schema: 'node-config/1',
    uplink: { interface: 'eth0', addresses: ['198.51.100.1/24'], gateways: ['198.51.100.254'] },
  }),
);

async function planned() {
  const facts = right(await executor().survey(right(parseNodeId(node)))());
  const nic = facts.nics.find(({ name }) => name === 'eth0');
  if (nic === undefined) throw new Error('no eth0');
  const wishes: NodeWishes = { node, config, uplink: { nics: [nic] }, facts };
  const members = membersOf({ ...wishes, observed: right(await executor().observe(node)()) });
  return planNode({ ...wishes, observed: right(await executor().observe(node, undefined, members)()) });
}

async function tried(): Promise<Outcome> {
  const plan = await planned();
  if (E.isRight(plan)) await applied(plan.right);
  const routes = [4, 6].flatMap((family) => sh(`ip -${family} route show default`).split('\n'));
  return {
    plan: E.isRight(plan) ? 'applied' : plan.left.map(({ kind, value }) => `${kind} ${value}`).join(),
    routes: routes.map((each) => each.trim()).filter((each) => each !== ''),
  };
}

plugIn();
sh(`
  ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up
  ip route add default via 172.17.0.2 dev docker0 metric ${hostMetric}
`);
const beside = await tried();
sh(`
  ip route delete default metric ${hostMetric}
  ip -6 route add default dev docker0 metric ${hostMetric}
  ip link set eth0 up; ip address add 198.51.100.9/24 dev eth0
  ip route add default via 198.51.100.254 dev eth0 metric ${hostMetric}
`);
const onTheNic = await tried();
sh(`
  ip route delete default metric ${hostMetric}
  ip route add default via 198.51.100.254 dev eth0 metric ${hostMetric} onlink
`);
const onThePort = await tried();
sh(
  `ip route delete default metric ${hostMetric}; ip route add default via 172.17.0.2 dev docker0 metric ${hostMetric}`,
);
const report: Report = { beside, onTheNic, onThePort, later: await tried() };
process.stdout.write(JSON.stringify(report), () => process.exit(0));
