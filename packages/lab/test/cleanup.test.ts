import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { furnishers, furnishing } from '../src/furniture/furniture.js';
import { bundled } from '../src/machine/bundle.js';
import { whyNoBareLab, whyNoLab } from '../src/machine/needs.js';
import { childrenOf } from '../src/machine/processes.js';
import { repository } from '../src/machine/repository.js';
import { type IdleMachine, idleMachine } from '../src/outside/machine.js';
import { changesSince, settled } from '../src/outside/settled.js';
import { whyNoScratch } from '../src/scratch.js';

const why = whyNoLab() ?? whyNoScratch(furnishers);
if (why !== undefined) console.warn(`SKIPPED: nothing is known of what a laboratory leaves: ${why}`);
const whyNoBare = whyNoBareLab();
if (whyNoBare !== undefined) console.warn(`SKIPPED: nor of what one of bare nodes leaves: ${whyNoBare}`);

/** What laboratories are built on. */
let machine: IdleMachine;

/** Where a laboratory could leave files. */
const folders = {
  folders: ['/run', '/tmp', '/var/lib', '/etc'],
  except: ['/run/netns', '/run/systemd/netif'],
};

describe.skipIf(why !== undefined)('of a laboratory', () => {
  let program: string;
  beforeAll(async () => {
    program = bundled(fileURLToPath(new URL('../src/owner.ts', import.meta.url)));
    // What it is on is a machine of its own, with its own folders: nobody else leaves anything there.
    machine = await idleMachine();
    machine.sh(`${emptied('/tmp')}; ${emptied('/var/lib')}\n${furnishing()}`);
  });
  afterAll(() => machine?.stop());

  const standard: readonly Ending[] = [
    ['it is stopped', stop, []],
    ['its owner is killed', kill, []],
    ['its owner is killed while it is being built', killEarly, []],
  ];
  const bare: readonly Ending[] = [
    ['it is stopped that has bare nodes', stop, ['bare']],
    ['its owner is killed that has bare nodes', kill, ['bare']],
    ['its owner is killed while bare nodes are being built', killEarly, ['bare']],
  ];

  test.each([...standard, ...(whyNoBare === undefined ? bare : [])])(
    'nothing is left when %s',
    async (_, end, args) => {
      const take = () => machine.record(folders);
      const before = await settled(take);
      const owner = machine.start([process.execPath, program, ...args]);
      const says = (line: string) => saying(owner, line);
      try {
        const made = await end(owner, says);
        expect(made.size).toBeGreaterThan(1);
        await until(() => inhabitants(made).length === 0);
        expect(inhabitants(made)).toEqual([]);
        killOwner(owner);
        expect(await changesSince(before, take)).toEqual([]);
      } finally {
        killOwner(owner);
      }
    },
  );
});

/** Has an empty folder in place of one of this machine's. The repository stays where it is: it may lie in that. */
function emptied(folder: string): string {
  const empty = `mount -t tmpfs tmpfs ${folder}`;
  if (!repository.startsWith(`${folder}/`)) return empty;
  const aside = '/run/repository';
  return `mkdir ${aside}; mount --bind '${repository}' ${aside}; ${empty}; mkdir -p '${repository}'
    mount --move ${aside} '${repository}'; rmdir ${aside}`;
}

/** How a laboratory ends, and the arguments of its owner. */
type Ending = readonly [
  title: string,
  end: (owner: ChildProcess, says: Says) => Promise<ReadonlySet<string>>,
  args: readonly string[],
];

type Says = (line: string) => Promise<void>;

/** Each ends a laboratory, and gives the namespaces that it had. */
async function stop(owner: ChildProcess, says: Says): Promise<ReadonlySet<string>> {
  await says('up');
  const made = namespacesBelow(pidOf(owner));
  expect(inhabitants(made).length).toBeGreaterThan(20);
  owner.stdin?.end();
  await says('stopped');
  return made;
}

async function kill(owner: ChildProcess, says: Says): Promise<ReadonlySet<string>> {
  await says('up');
  const made = namespacesBelow(pidOf(owner));
  expect(inhabitants(made).length).toBeGreaterThan(20);
  killOwner(owner);
  return made;
}

async function killEarly(owner: ChildProcess): Promise<ReadonlySet<string>> {
  await until(() => namespacesBelow(pidOf(owner)).size > 4);
  const ours = namespacesOf(pidOf(owner));
  const [first = 0] = childrenOf(pidOf(owner));
  const made = new Set(namespacesBelow(first, ours));
  killOwner(owner);
  await until(() => {
    const more = namespacesBelow(first, ours);
    for (const each of more) made.add(each);
    return more.size === 0;
  });
  return made;
}

/** The owner itself: what was started for it only waits for it. */
function pidOf(owner: ChildProcess): number {
  return childrenOf(owner.pid ?? 0)[0] ?? 0;
}

function killOwner(owner: ChildProcess): void {
  const pid = pidOf(owner);
  if (pid > 0) process.kill(pid, 'SIGKILL');
}

/** Namespaces of processes, in which the machine itself is not. */
const kinds = ['net', 'mnt', 'pid'];

function namespacesOf(pid: string | number, proc = '/proc'): readonly string[] {
  try {
    return kinds.map((kind) => readlinkSync(`${proc}/${pid}/ns/${kind}`));
  } catch {
    return []; // it has ended
  }
}

/** The namespaces that a process, or one that it started, has made: none of those that its owner is in. */
function namespacesBelow(pid: number, ours = namespacesOf(pid)): ReadonlySet<string> {
  const tree = (each: number): readonly number[] => [each, ...childrenOf(each).flatMap(tree)];
  return new Set(
    tree(pid)
      .flatMap((each) => namespacesOf(each))
      .filter((each) => !ours.includes(each)),
  );
}

/**
 * Every process on the machine that is in one of the namespaces. Elsewhere the kernel gives the number of a namespace that is gone to
 * the next one that somebody makes.
 */
function inhabitants(namespaces: ReadonlySet<string>): readonly string[] {
  return readdirSync(machine.proc).filter(
    (name) => /^\d+$/.test(name) && namespacesOf(name, machine.proc).some((each) => namespaces.has(each)),
  );
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds() && Date.now() < deadline) await sleep(5);
}

async function saying({ stdout }: ChildProcess, wanted: string): Promise<void> {
  if (stdout === null) throw new Error('the owner has no output');
  const lines = createInterface(stdout);
  for (;;) {
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
    if (line === wanted) return;
    if (line === undefined) throw new Error(`the owner ended before it was ${wanted}`);
  }
}
