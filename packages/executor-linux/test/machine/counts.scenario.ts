import { sh } from '@networkd/lab/scenario/foreign';
import { type Run, run } from '../../src/command/run.js';
import { hub, keyFor } from '../networks.js';
import { applied, executor, giveKey, planned } from './node.js';

const node = 'n0';
let looks = 0;
let changes = 0;

/** Counts processes: those that look, and those that change something. */
const counting: Run = (invocation) => {
  const { argv } = invocation;
  const isLook = ['-json', 'list', 'dump', 'cat'].some((word) => argv.includes(word));
  if (isLook) looks++;
  else changes++;
  return run(invocation);
};

async function counted(work: () => Promise<unknown>): Promise<{ looks: number; changes: number }> {
  [looks, changes] = [0, 0];
  await work();
  return { looks, changes };
}

const observe = () => executor({ run: counting }).observe(node, ['x'])();

async function measure(isPublic: boolean) {
  giveKey('x', keyFor('x/n0'));
  const documents = hub(251, { isPublic });
  const create = await planned([documents], node);
  const report = {
    create: await counted(() => applied(create, { run: counting })),
    observation: await counted(observe),
    noOp: await counted(async () => applied(await planned([documents], node), { run: counting })),
    onePeer: { looks: 0, changes: 0 },
  };
  const update = await planned([hub(250, { isPublic })], node);
  report.onePeer = await counted(() => applied(update, { run: counting }));
  sh('ip netns delete n-x; ip link delete b-x; sleep 0.3');
  return report;
}

sh(
  'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
);
const host = await measure(false);
sh('ip netns add public');
console.log(JSON.stringify([host, await measure(true)]));
process.exit();
