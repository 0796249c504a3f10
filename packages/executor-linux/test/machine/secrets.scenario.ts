import { chmodSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { json, shell, text } from '@networkd/executor-dryrun';
import { sh } from '@networkd/lab/scenario/foreign';
import { type ExecutionEvent, type Plan, type PrivateKey, privateKeyText } from '@networkd/planner';
import { type Run, run } from '../../src/command/run.js';
import { type Documents, hub, keyFor, right } from '../networks.js';
import { applied, executor, folders, giveKey, observed, planned, plannedBack } from './node.js';

const node = 'n0';
const [old, fresh] = [keyFor('x/n0'), keyFor('x/n0fresh')];
/** As it may be written: base64 as wg(8) has it, and hex as its userspace protocol has. */
const canaries = [old, fresh].flatMap((key: PrivateKey) => [
  privateKeyText(key),
  Buffer.from(key).toString('hex'),
]);
const found = new Set<string>();
let scans = 0;

function search(where: string, what: string): void {
  for (const canary of canaries) if (what.includes(canary)) found.add(where);
}

/** What every process on the machine shows of itself to the others. */
function scan(): void {
  scans++;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const file of ['cmdline', 'environ']) {
      try {
        search(`/proc/PID/${file}`, readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      } catch {
        // It has ended.
      }
    }
  }
}

/** Looks at all processes over and over while one runs, and at everything that goes into it or comes out. */
const watched: Run = async (invocation) => {
  search('argv', invocation.argv.join(' '));
  search('stdin', invocation.stdin ?? '');
  let isOver = false;
  const running = run(invocation).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    scan();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const outcome = await running;
  search('stderr', outcome.stderr);
  return outcome;
};

function searchFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!statSync(file).isFile()) continue;
    if (name.endsWith('.key')) {
      if ((statSync(file).mode & 0o077) !== 0) found.add(`mode of ${file}`);
    } else search(file, readFileSync(file, 'utf8'));
  }
}

/** Another tenant's network with the public key that the first one's device had. */
function thief({ network, inventory }: Documents): Documents {
  const other = hub(20, { id: 'y', second: 8, port: 7002 });
  const resources = other.network.resources.map((each) => {
    const victim = network.resources.find((one) => one.node === node && each.node === node);
    return victim === undefined ? each : { ...each, publicKey: victim.publicKey };
  });
  return { network: { ...other.network, resources }, inventory };
}

async function main(): Promise<void> {
  sh(
    'ip link add eth0 type veth peer name gateway; ip address add 198.51.100.1/24 dev eth0; ip link set eth0 up',
  );
  const events: ExecutionEvent[] = [];
  const tell = (event: ExecutionEvent) => events.push(event);
  const options = { run: watched };
  const before = hub(20);
  const after = hub(20, { version: 2, keys: 'fresh' });
  const refusals: Record<string, string> = {};
  const refused = async (name: string, documents = before) => {
    const result = await executor(options).apply(await planned([documents], node), tell)();
    refusals[name] = result._tag === 'Left' ? `${result.left.kind}: ${result.left.message}` : 'applied';
    if ((await observed(node)).resources.length > 0) refusals[name] += ', and yet something was done';
  };
  await refused('missing');
  giveKey('x', fresh);
  await refused('another');
  giveKey('x', old);
  chmodSync(join(folders.secrets, 'x.key'), 0o644);
  await refused('exposed');
  chmodSync(join(folders.secrets, 'x.key'), 0o600);
  const refusedKey = async (name: string, plan: Plan) => {
    const { resources } = await observed(node);
    const result = await executor(options).apply(plan, tell)();
    refusals[name] = result._tag === 'Left' ? `${result.left.kind}: ${result.left.message}` : 'applied';
    if (JSON.stringify((await observed(node)).resources) !== JSON.stringify(resources))
      refusals[name] += ', and yet something was done';
  };
  const documents = [await planned([before], node)];
  right(await executor(options).apply(documents[0] ?? (await planned([before], node)), tell)());
  const first = await observed(node, ['x']);
  giveKey('x', fresh);
  const rotation = await planned([after], node);
  right(await executor(options).apply(rotation, tell)());
  // The way back needs the old key, which nobody has given since.
  const back = await plannedBack(first, ['x']);
  // A plan that does not lead back does not get it, nor does another network that names its public half.
  await refusedKey('forward', back);
  giveKey('y', keyFor('y/n0'));
  await refusedKey('theft', await planned([thief(before)], node));
  right(await executor(options).apply(back, tell, { undoes: rotation.hash })());
  const isBack = sh('ip netns exec n-x wg show w-x private-key').trim() === privateKeyText(old);
  for (const plan of [...documents, rotation, back]) {
    search('plan', [json(plan), shell(plan), text(plan)].join('\n'));
  }
  search('events', JSON.stringify(events));
  search('state', JSON.stringify(await observed(node)));
  search('history', JSON.stringify(right(await executor().history()())));
  searchFiles(folders.state);
  searchFiles('/run/networkd');
  // A key that is gone is no obstacle to taking the network away.
  rmSync(join(folders.secrets, 'x.key'));
  await applied(await plannedBack({ ...first, resources: [] }, ['x']), options);
  const lent = readdirSync('/run/networkd').filter((name) => name.includes('lent'));
  console.log(JSON.stringify({ found: [...found], scans, refusals, isBack, lent }));
}

await main();
process.exit();
