import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { main } from '../../packages/cli/src/main.js';
import { program } from '../../packages/cli/src/program.js';

/** What `tn` did with one bad input. */
export interface Outcome {
  readonly line: string;
  readonly input: string;
  readonly status: number;
  readonly said: string;
}

export interface Report {
  /** Where it did not come to the end: the line at which it hangs, or what it died of. */
  readonly died?: string;
  readonly documents: readonly Outcome[];
  readonly states: readonly Outcome[];
  /** What is not on the machine as it was before. */
  readonly changed: readonly string[];
}

const [, module = '', role = '', fixtures = ''] = process.argv;
const folder = process.env['SCRATCH'] ?? '';
const bad = join(folder, 'bad');
const at = (name: string) => join(folder, name);
const sh = (line: string): string => {
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', line], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
  return stdout;
};

/** Of every verb each option that names a document; the others are sound. */
const readers: readonly string[] = [
  'check -t BAD -i inventory.json',
  'check --json -t network.json -i BAD',
  'plan -t BAD -i inventory.json -n a',
  'plan -t network.json -i BAD --all',
  'plan -t network.json -i inventory.json -n a --observed BAD',
  'reach -t BAD -i inventory.json',
  'reach -t network.json -i BAD --from a --to b',
  'graph -t BAD -i inventory.json -f dot',
  'graph -t network.json -i BAD -f svg',
  'access laptop -t BAD -i inventory.json',
  'access laptop -t network.json -i BAD',
  'access laptop -t network.json -i inventory.json --private-key BAD',
  'boot plan -n a -c BAD --state state',
  'boot apply -n a -p BAD --yes --state state',
  'inventory -n a -i BAD',
  'inventory -n a -p BAD --explain',
  'node plan -n a -c BAD --state state',
  'node apply -n a -p BAD --yes --state state',
  'node plan -n a -t BAD -i inventory.json --state state',
  'node plan -n a -t network.json -i BAD --state state',
  'node plan -n a --observed BAD --state state',
  'node verify -n a -c BAD --state state',
  'node remove -n a -c BAD --yes --state state',
  'apply BAD --yes --state state',
  'apply -t BAD -i inventory.json -n a --yes --state state',
  'apply -t network.json -i BAD -n a --yes --json --state state',
  'explain BAD',
  'completion BAD',
];

/** Every verb that has a state folder. Nobody is asked and nobody agrees: what is sound is not carried out. */
const keepers: readonly string[] = [
  'plan -t network.json -i inventory.json -n a --live --state BAD',
  'doctor --json --state BAD',
  'key show fixture --state BAD',
  'key generate other --secrets BAD',
  'boot apply -n a --wait 1 --state BAD',
  'node plan -n a --state BAD',
  'node remove -n a --state BAD',
  'apply -t next.json -i inventory.json -n a --state state --secrets BAD',
  'remove fixture --state BAD',
  'guard --state BAD',
];

/** Those to which every file in it matters. */
const readersOfFiles: readonly string[] = [
  'apply -t next.json -i inventory.json -n a --state BAD',
  'confirm --state BAD',
  'verify --state BAD',
  'history --state BAD',
  'rollback --state BAD',
];

/** Those that write, of which none may be carried out where there is no room. */
const writers: readonly string[] = [
  'key generate other --state BAD',
  'apply -t next.json -i inventory.json -n a --yes --state BAD',
  'remove fixture --yes --state BAD',
  'rollback --yes --state BAD',
];

const documents: Readonly<Record<string, () => void>> = {
  'a FIFO': () => sh('mkfifo -m 600 bad'),
  'what never ends': () => symlinkSync('/dev/zero', bad),
  'a folder': () => mkdirSync(bad),
  'nested brackets': () => writeFileSync(bad, '['.repeat(100_000), { mode: 0o600 }),
  '100 MB of blanks': () => symlinkSync(at('blanks'), bad),
  'a dead symlink': () => symlinkSync('/nowhere', bad),
  'what cannot be read': () => symlinkSync('/proc/self/mem', bad),
  'half a document': () => {
    copyFileSync(at('network.json'), bad);
    truncateSync(bad, 200);
    sh('chmod 600 bad');
  },
  'binary data': () => {
    writeFileSync(bad, Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)), {
      mode: 0o600,
    });
  },
};

const journal = join(bad, 'journal.ndjson');
const inCopy = (spoil: () => void) => () => {
  cpSync(at('state'), bad, { recursive: true });
  spoil();
};
const inPlaceOf = (name: string, make: string) => inCopy(() => sh(`rm -rf bad/${name}; ${make} bad/${name}`));

const folders: Readonly<Record<string, () => void>> = {
  'a file': () => writeFileSync(bad, '', { mode: 0o600 }),
  'a FIFO': () => sh('mkfifo -m 600 bad'),
  'a device': () => symlinkSync('/dev/zero', bad),
  'a dead symlink': () => symlinkSync('/nowhere/at/all', bad),
};

const files: Readonly<Record<string, () => void>> = {
  'a FIFO as journal': inPlaceOf('journal.ndjson', 'mkfifo -m 600'),
  'a folder as journal': inPlaceOf('journal.ndjson', 'mkdir -m 700'),
  'a journal that never ends': inPlaceOf('journal.ndjson', 'ln -s /dev/zero'),
  'half a journal': inCopy(() => truncateSync(journal, readFileSync(journal).length / 2)),
  'a journal of NULs': inCopy(() => writeFileSync(journal, Buffer.alloc(4096))),
  'a journal of brackets': inCopy(() => writeFileSync(journal, '['.repeat(100_000))),
  'FIFOs as states and keys': inCopy(() =>
    sh('rm -rf bad/states bad/secrets; mkfifo -m 600 bad/states bad/secrets'),
  ),
  'torn states': inCopy(() => sh('for each in bad/states/*; do echo "{" >"$each"; done')),
  'brackets as what waits': inCopy(() =>
    writeFileSync(join(bad, 'pending.json'), '['.repeat(100_000), { mode: 0o600 }),
  ),
  'a FIFO as what waits': inPlaceOf('pending.json', 'mkfifo -m 600'),
};

async function run(line: string, input: string): Promise<Outcome> {
  console.error(`tn ${line}, ${input}`);
  let said = '';
  const { stdout, stderr, exit } = process;
  const writes = [stdout.write, stderr.write] as const;
  // Each run listens to them.
  for (const stream of [stdout, stderr]) stream.removeAllListeners('error');
  const listen = (text: string | Uint8Array): boolean => {
    said += text.toString();
    return true;
  };
  process.argv = [process.execPath, module, ...line.replaceAll('BAD', 'bad').split(' ')];
  process.exitCode = 0;
  process.exit = (status) => {
    throw Object.assign(new Error('exit'), { status });
  };
  // Where errors are data, they are what is printed.
  stdout.write = (/--json/.test(line) ? listen : () => true) as typeof stdout.write;
  stderr.write = listen as typeof stderr.write;
  try {
    await main(program(() => import('@networkd/executor-linux')));
    return { line, input, status: Number(process.exitCode), said };
  } finally {
    [stdout.write, stderr.write] = writes;
    process.exit = exit;
    process.exitCode = 0;
  }
}

async function over(
  lines: readonly string[],
  inputs: Readonly<Record<string, () => void>>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [input, make] of Object.entries(inputs)) {
    for (const line of lines) {
      rmSync(bad, { recursive: true, force: true });
      make();
      outcomes.push(await run(line, input));
    }
  }
  return outcomes;
}

/** All of it in one process: what is asked is not how Node starts. */
async function all(): Promise<void> {
  process.chdir(folder);
  const before = await settled(recordedHere);
  const read = await over(readers, documents);
  const kept = [
    ...(await over([...keepers, ...readersOfFiles], folders)),
    ...(await over(readersOfFiles, files)),
  ];
  rmSync(bad, { recursive: true, force: true });
  const full = () => {
    if (existsSync(bad)) sh('umount bad');
    else mkdirSync(bad);
    sh(
      'mount -t tmpfs -o size=128k,mode=700 tmpfs bad; cp -a state/. bad; cat /dev/zero >bad/filled 2>/dev/null || true',
    );
  };
  const unwritten: Outcome[] = [];
  for (const line of writers) {
    full();
    unwritten.push(await run(line, 'a full folder'));
  }
  sh('umount bad');
  const changed = await changesSince(before, recordedHere, {
    except: ({ what }) => what.startsWith('/run/networkd'),
  });
  const report: Report = { documents: read, states: [...kept, ...unwritten], changed };
  writeFileSync(at('report'), JSON.stringify(report));
}

function start(): void {
  cpSync(fixtures, folder, { recursive: true });
  const tn = (line: string) => sh(`${process.execPath} ${module} tn ${line}`);
  const key = tn('key generate fixture --state state').trim();
  const network = JSON.parse(readFileSync(at('network.json'), 'utf8'));
  network.resources[0].publicKey = key;
  writeFileSync(at('network.json'), JSON.stringify(network));
  writeFileSync(
    at('next.json'),
    JSON.stringify({ ...network, version: network.version + 1, resources: network.resources.slice(0, -1) }),
  );
  sh(`ip netns add public; umask 077; head -c 100000000 /dev/zero | tr '\\0' ' ' >blanks`);
  tn('apply -t network.json -i inventory.json -n a --yes --state state');
}

switch (role) {
  case 'tn':
    process.argv = [process.execPath, module, ...process.argv.slice(3)];
    await main(program(() => import('@networkd/executor-linux')));
    break;
  case 'all':
    await all();
    process.exit();
    break;
  default: {
    start();
    const { status, signal, stderr } = spawnSync(process.execPath, [module, 'all'], {
      encoding: 'utf8',
      timeout: 200_000,
      killSignal: 'SIGKILL',
    });
    const died = `${signal ?? status}: ${stderr.trim().split('\n').slice(-8).join('\n')}`;
    const nothing = { documents: [], states: [], changed: [] };
    console.log(status === 0 ? readFileSync(at('report'), 'utf8') : JSON.stringify({ died, ...nothing }));
    process.exit();
  }
}
