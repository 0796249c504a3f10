import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { basisOf, diff } from '@networkd/planner';
import { hub, keyFor, right } from '../networks.js';
import { applied, executor, folders, giveKey, observed, planned, plannedBack } from './node.js';

const node = 'n0';
const [, module = '', role] = process.argv;
const first = hub(3);
const second = hub(4, { version: 2, port: 7002 });

/** Applies the second version and is killed when all is done and nothing of that is written down, or before anything is. */
async function applier(): Promise<void> {
  const plan = await planned([second], node);
  await executor().apply(plan, (event) => {
    const isDone = event.kind === 'Done' && event.index === plan.operations.length - 1;
    if (role === 'done' ? isDone : event.kind === 'Started') process.kill(process.pid, 'SIGKILL');
  })();
}

async function killed(at: 'done' | 'started'): Promise<void> {
  const child = spawn(process.execPath, [module, at], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL') throw new Error(`not killed: ${signal}`);
}

/** The last entry of the journal, where what it says the node should be is what the node is. */
async function settled(): Promise<string | undefined> {
  const expected = right(await executor().expected()());
  const found = await observed(node, ['x']);
  const differences = diff(expected?.state.resources ?? [], found.resources);
  const last = right(await executor().history()()).at(-1)?.kind;
  return differences.length === 0 ? last : `${last}, and it differs: ${JSON.stringify(differences)}`;
}

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  giveKey('x', keyFor('x/n0'));
  giveKey('y', keyFor('y/n0'));
  const report: Record<string, unknown> = {};
  await applied(await planned([first], node));
  const before = await observed(node, ['x']);

  await killed('done');
  if ((await applied(await planned([second], node))).operations > 0) throw new Error('it was not done');
  report['killed before the record'] = await settled();
  const { before: known } = right(await executor().lastApplied()()) ?? {};
  if (known === undefined) throw new Error('there is no way back');
  await applied(await plannedBack(known.state, ['x']));
  report['and taken back'] = basisOf(await observed(node, ['x'])) === basisOf(before) && (await settled());

  await killed('started');
  await applied(await planned([first], node));
  report['killed with nothing done'] = await settled();

  // Somebody went on by hand: there is nothing to do, and what is known is otherwise.
  sh('ip netns exec n-x wg set w-x listen-port 7003');
  await applied(await planned([hub(3, { version: 4, port: 7003 })], node));
  report['a mended failure is known again'] = (await settled()) === 'Applied';
  sh('ip netns exec n-x wg set w-x listen-port 7004');
  const idle = await planned([hub(3, { version: 5, port: 7004 })], node);
  const empty = basisOf({ ...(await observed(node, ['x'])), node: 'n1' });
  const other = await executor().apply({ ...idle, node: 'n1', basis: empty }, () => {})();
  report['another node is refused'] = other._tag === 'Left' && other.left.message;
  await applied(await planned([first], node));

  appendFileSync(
    join(folders.state, 'journal.ndjson'),
    `{"kind":"Intended","owners":[{}\n${'\0'.repeat(99)}`,
  );
  await applied(await planned([second], node));
  report['torn journal'] = (await settled()) === 'Applied';

  // No room for a file of ours below /run, in the middle of it.
  sh(
    'mount -t tmpfs -o size=4k,mode=700 tmpfs /run/networkd; : >/run/networkd/lock; chmod 600 /run/networkd/lock',
  );
  sh('head -c 4096 /dev/zero >/run/networkd/full');
  const y = hub(3, { id: 'y', second: 8, port: 7100 });
  const full = await executor().apply(await planned([y], node), () => {})();
  report['no room in /run'] = full._tag === 'Left' && full.left.message;
  sh('umount -l /run/networkd');
  report['and nothing is left'] = sh(
    'ls /run/netns; ip -br link; pgrep -a -x wireguard-go; ls /run/wireguard',
  )
    .split('\n')
    .filter((line) => /[nbw]-y/.test(line));

  // No room for the journal: nothing is begun.
  mkdirSync(join(folders.state, '../small'));
  sh(`mount -t tmpfs -o size=8k,mode=700 tmpfs ${folders.state}/../small`);
  const state = join(folders.state, '../small');
  writeFileSync(join(state, 'full'), Buffer.alloc(8192));
  const plan = await planned([y], node);
  const small = await executor({ state }).apply(plan, () => {})();
  report['no room for the state'] = small._tag === 'Left' && small.left.message;
  report['and nothing was done'] = (await observed(node, ['y'])).resources.length === 0;
  sh(`umount ${state}`);

  // What was begun to be written by one who was killed is removed by the next.
  mkdirSync(join(folders.state, 'keys'), { recursive: true, mode: 0o700 });
  for (const name of ['pending.json', 'states/x.json', 'keys/x.key'])
    writeFileSync(join(folders.state, `${name}.0123456789ab`), '');
  writeFileSync('/run/networkd/rulesets.json.0123456789ab', '');
  await applied(await planned([second], node));
  report['half-written files'] = [
    folders.state,
    `${folders.state}/states`,
    `${folders.state}/keys`,
    '/run/networkd',
  ]
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => name.endsWith('0123456789ab'));
  console.log(JSON.stringify(report));
}

await (role === undefined ? main() : applier());
process.exit();
